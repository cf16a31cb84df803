import type { Wish } from "#rules/circle/commands.ts";

/** What somebody tells the people responsible for the group. */
export interface Report {
  readonly about?: string;
  readonly kind: "hurtful" | "recording" | "identifying" | "other";
  readonly text: string;
}

/** What features may ask for. Session, voice and api carry it out; app.tsx hands it over. */
export interface Intents {
  wish(wish: Wish): void;
  say(text: string): void;
  report(report: Report): void;
  helpNow(): void;
  /** Leaves the meeting and goes home. */
  leave(): void;
  /** Comes back in after "opened elsewhere" or a lost link. */
  comeBack(): void;
  /** A click that lets the browser play sound. */
  allowSound(): void;
}
