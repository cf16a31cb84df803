import type { Enter, HttpError, Invitation } from "#protocol/http-shapes.ts";

export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: HttpError | "offline" };

export type KeyState = "open" | "used" | "unknown";

/** Where to find people who help. */
interface HelpPages {
  readonly notice: string;
  readonly emergency: string;
  readonly links: readonly { readonly name: string; readonly what: string; readonly url: string }[];
  readonly check: string;
}

interface HouseState {
  readonly ready: boolean;
  readonly voice: { readonly state: "on" | "building" | "off" };
}

/** What pages ask of the server by plain requests. Implemented by api, handed over by app.tsx. */
export interface HouseDoor {
  invitation(code: string): Promise<Answered<Invitation>>;
  enter(code: string, entry: Enter): Promise<Answered<{ readonly meetingId: string }>>;
  keyState(code: string, key: string): Promise<Answered<KeyState>>;
  help(): Promise<Answered<HelpPages>>;
  ready(): Promise<Answered<HouseState>>;
}
