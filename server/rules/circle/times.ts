import type { Ms } from "../ids.ts";

/** Every measure in the law of the circle; times in milliseconds. Sources: circles.md §2.0 unless a reason stands beside it. */
const second = 1000;
const minute = 60 * second;

/** "Still there?" to somebody who has not answered an offer. */
export const NUDGE_MS = 20 * second;
/** An unanswered offer moves on: first as "later", then as a pass. */
export const LAPSE_MS = 40 * second;
/** The clock waits this long for a microphone; what is slower is not the speaker's fault, but must not stop the round. */
export const MICROPHONE_WAIT_MS = 2 * second;
/** Everybody sees that a turn nears its end. */
export const WARN_MS = minute;
/** Below this length a minute would be half the turn: the warning comes at a third instead. */
export const SHORT_TURN_MS = 2 * minute;
/** The last seconds of a turn. */
export const ENDING_MS = 15 * second;
/** After its end a turn is reminded of it at these moments (circles.md §2.2). */
export const OVER_MS: readonly number[] = [15 * second, 45 * second, 75 * second];
/** In a strict part the last reminder is followed by the end of the turn. */
export const STRICT_CLOSE_MS = 5 * second;
export const TURN_LEAST_MS = 30 * second;
export const TURN_MOST_MS = 30 * minute;
/** A lost holder's turn is kept. */
export const HOLD_MS = 45 * second;
/** What a returning holder gets at least. */
export const RETURNED_MIN_MS = minute;
/** A lost seat is kept; long enough for a router to restart. */
export const SEAT_KEPT_MS = 15 * minute;
/** After this long away from the wire one comes back with a closed microphone. */
export const MICROPHONE_KEPT_MS = 45 * second;
/** How long the circle waits before somebody else holds the frame. */
export const STAND_IN_MS = 10 * second;
/** Without anybody to hold the frame, the meeting closes gently. */
export const UNLED_MS = 5 * minute;
export const AFTERGLOW_MS = 10 * minute;
export const HAND_OVER_MS = 30 * second;
export const MORE_TIME_MS = minute;
/** What may be asked for at once. */
export const MORE_TIMES_MS: readonly Ms[] = [30 * second, minute, 2 * minute];
/** So much is given to one person in a meeting, while others wait. */
export const MORE_TIME_IN_ALL_MS = 2 * minute;
export const MORE_TIME_ANSWER_MS = 10 * second;
export const MORE_TIME_MOST = 2;
export const SILENCE_MOST_MS = 10 * minute;
/** A breath for everybody (circles.md §2.12). */
export const BREATH_MS = 8 * second;
/** Two for whom it is too much within this long, and those who facilitate are told. */
export const TOO_MUCH_MS = minute;
/** Crosstalk noted so often: those who facilitate are asked to step in. */
export const CROSSTALK_OFTEN = 3;
export const OWN_SILENCE_MOST_MS = 30 * second;
export const ME_TOO_PACE_MS = 3 * second;
export const PROMPT_MAX = 300;
export const TITLE_MAX = 80;
export const PARTS_MOST = 20;
export const PART_MOST_MS = 180 * minute;
/** No turn is shortened below this (circles.md §2.2). */
export const SHORTENED_LEAST_MS = minute;
/** A talking piece does not go round more people in one meeting (ten to twelve, circles.md §2.0). */
export const CHAIRS_MOST = 12;
/** After an outage of our own everybody is given this long to find back before anybody is passed over. */
export const FIND_BACK_MS = 10 * second;
/** Claims within this long count as made together (circles.md §2.3). */
export const CLAIM_MS = 3 * second;
/** The last speaker waits this long for others. */
export const AGAIN_MS = 20 * second;
/** Somebody named answers within this time, or the piece is back in the middle. */
export const NAMED_MS = 15 * second;
/** So long may it be quiet before those who facilitate are told. */
export const QUIET_MS = minute;
/** Between two messages of a worship sharing (circles.md §2.16: no source names a number). */
export const SETTLING_MS = minute;
/** With every chair in the middle taken: when somebody is reminded, and from when one may be thanked. */
export const FULL_HINT_MS = 30 * second;
export const FULL_THANK_MS = minute;
/** A lost link keeps a chair in the middle, or a partner, for so long. */
export const MIDDLE_KEPT_MS = 30 * second;
export const SIT_AGAIN_MS = 2 * minute;
export const BOWL_LEAST = 3;
export const BOWL_MOST = 6;
export const INVITE_MS = 20 * second;
export const PARTNER_MISSED_MS = 20 * second;
/** Between the knock and coming in. */
export const KNOCK_MS = 5 * second;
/** How long people in groups have to finish when they are called together; less when the time was known. */
export const GATHER_MS = minute;
export const GATHER_SHORT_MS = 10 * second;
/** How long each one is listened to where nobody has said. */
export const HALF_MS = 3 * minute;
/** Nobody leads: when help is called, and when the meeting closes gently. */
export const SUPERVISOR_MS = 90 * second;
/** How evenly the time is shared (circles.md §2.15): against the median, light below and full above. */
export const LIGHT_UNDER = 0.5;
export const FULL_OVER = 1.5;
/** A hand up again after so many medians is worth a word. */
export const MUCH_OVER = 2;
/** From this part of the planned meeting on it matters who is unheard. */
export const UNHEARD_FROM_PART = 0.6;
/** Three people holding more than this in popcorn; not before so many turns, for a beginning is always uneven. */
export const SAME_THREE_SHARE = 0.6;
export const SAME_THREE_TURNS = 6;
/** Whoever keeps a circle speaks a fifth of the time at most. */
export const KEEPERS_SHARE = 0.2;
/** After this much of a meeting one comes in between rounds only (circles.md §2.14). */
export const LATE_DOOR_MS = 10 * minute;
