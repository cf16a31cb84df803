import { createStore } from "zustand/vanilla";

import type { HttpError } from "#protocol/http-shapes.ts";
import type { Line, VoicePass } from "#protocol/messages.ts";
import type { Refusal } from "#rules/circle/refusals.ts";
import type { CircleView, Notice, OwnView } from "#rules/circle/view.ts";

/** Where this client stands with the meeting's server. */
export type Link =
  | { readonly kind: "idle" }
  | { readonly kind: "joining" }
  | { readonly kind: "at-the-door"; readonly since: number }
  | { readonly kind: "not-now" }
  | { readonly kind: "in" }
  | { readonly kind: "lost"; readonly since: number }
  /** The same member came in from another tab or device. */
  | { readonly kind: "moved" }
  | { readonly kind: "removed" }
  | { readonly kind: "left" }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly error: HttpError | "offline" | "old-version" };

export interface Voice {
  readonly state: "off" | "building" | "connecting" | "on" | "reconnecting";
  /** Plain words when it is off. */
  readonly why: string;
  /** My microphone is published and flowing: a third fact beside "I have the floor" and "others can hear me". */
  readonly microphoneLive: boolean;
  /** The browser will not play sound until a click. */
  readonly soundBlocked: boolean;
  readonly microphoneDenied: boolean;
}

type Answer = {
  readonly at: number;
  readonly wish: string;
  readonly refusal: Refusal | "not-understood" | "too-fast" | "not-saved";
};

/** The server has written it down: the newest report, or call for help. */
interface Done {
  readonly at: number;
  readonly what: "report" | "help-now";
}

/** Everything this client believes about the meeting. Session and voice write it, everybody else reads. */
export interface World {
  readonly link: Link;
  /** null until the first state has come. */
  readonly circle: CircleView | null;
  readonly own: OwnView | null;
  readonly lines: readonly Line[];
  readonly notices: readonly Notice[];
  readonly refused: Answer | null;
  readonly done: Done | null;
  /** Lines I wrote that the server has not shown yet. They are sent again after a lost link. */
  readonly sending: readonly Pick<Line, "id" | "text">[];
  /** Server time minus performance.now(), in ms; measured, never the wall clock. */
  readonly clockOffsetMs: number;
  readonly voicePass: VoicePass | null;
  readonly voice: Voice;
  /** Voice identity → seat, from the mirror. */
  readonly voiceSeats: Readonly<Record<string, string>>;
}

export const emptyWorld: World = {
  link: { kind: "idle" },
  circle: null,
  own: null,
  lines: [],
  notices: [],
  refused: null,
  done: null,
  sending: [],
  clockOffsetMs: 0,
  voicePass: null,
  voice: {
    state: "off",
    why: "",
    microphoneLive: false,
    soundBlocked: false,
    microphoneDenied: false,
  },
  voiceSeats: {},
};

export type WorldStore = ReturnType<typeof createWorldStore>;

export const createWorldStore = () => createStore<World>(() => emptyWorld);

export const worldStore = createWorldStore();
