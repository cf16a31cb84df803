import type { PlaceFile } from "#protocol/place-shape.ts";

import type { CircleJournal } from "../ports/circle-journal.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { MeetingHouse } from "../ports/meeting-house.ts";
import type { Register } from "../ports/register.ts";
import type { VoiceState } from "../ports/voice-desk.ts";

/** What the web pages are made from; composition hands it over. */
export interface HouseParts {
  readonly register: Register;
  readonly journal: Pick<CircleJournal, "read">;
  readonly house: MeetingHouse;
  readonly voice: () => VoiceState;
  readonly database: () => Promise<boolean>;
  readonly places: ReadonlyMap<string, PlaceFile>;
  readonly clock: Clock;
  readonly log: Log;
  /** Every origin people may come by. */
  readonly origins: () => ReadonlySet<string>;
  /** Cookies may insist on HTTPS. */
  readonly secure: boolean;
  /** A host with a real certificate stands in front of us and says who asks. */
  readonly behindProxy: boolean;
  /** The built client; null in development, where Vite serves it. */
  readonly dist: string | null;
}
