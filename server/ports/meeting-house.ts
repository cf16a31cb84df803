import type { HttpError, Ticket } from "#protocol/http-shapes.ts";
import type { MeetingId, SeatId } from "#rules/ids.ts";

import type { GroupMember } from "./register.ts";

/** The running meetings, as the web pages need them. */
export interface MeetingHouse {
  /** Brings a member to the door (or straight to their seat, if they have been admitted before). */
  arrive(
    meeting: MeetingId,
    seat: SeatId,
    member: GroupMember,
    withMicrophone: boolean,
  ): Promise<"welcome" | HttpError>;
  /** A one-time ticket for the door or the circle, whichever is this seat's now. */
  ticket(meeting: MeetingId, seat: SeatId): Ticket | HttpError;
  /** People sitting in all circles now, and open rooms: for /readyz and /metrics. */
  count(): { readonly meetings: number; readonly people: number };
}
