/** Branded ids: a seat can never be handed in where a member is asked for. This file alone casts. */
export type MeetingId = string & { readonly __meeting: unique symbol };
export type GroupId = string & { readonly __group: unique symbol };
/** The account behind a pseudonym. Never leaves the server. */
export type MemberId = string & { readonly __member: unique symbol };
/** A member in one meeting: random, told to everybody there, linkable to nothing else. */
export type SeatId = string & { readonly __seat: unique symbol };
/** A point in time or a duration, in milliseconds. Points count from the Unix epoch. */
export type Ms = number;

export const asMeetingId = (text: string): MeetingId => text as MeetingId;
export const asGroupId = (text: string): GroupId => text as GroupId;
export const asMemberId = (text: string): MemberId => text as MemberId;
export const asSeatId = (text: string): SeatId => text as SeatId;
