import type { MeetingId, MemberId, Ms } from "#rules/ids.ts";

/** What a member tells the people responsible. Written down before it is acknowledged. */
export interface Reports {
  file(report: {
    readonly meeting: MeetingId;
    readonly from: MemberId;
    readonly about: MemberId | null;
    readonly kind: "hurtful" | "recording" | "identifying" | "other" | "help-now";
    readonly text: string;
    readonly at: Ms;
  }): Promise<void>;
}
