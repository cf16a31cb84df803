import "./no-eval.ts";
import { z } from "zod";

import { LOOK_CHOICES } from "#rules/people/look.ts";

const choice = (count: number) =>
  z
    .int()
    .min(0)
    .max(count - 1);

const lookShape = z.strictObject({
  skin: choice(LOOK_CHOICES.skin),
  cloth: choice(LOOK_CHOICES.cloth),
  crown: choice(LOOK_CHOICES.crown),
  accessory: choice(LOOK_CHOICES.accessory),
  pattern: choice(LOOK_CHOICES.pattern),
  form: choice(LOOK_CHOICES.form).optional(),
});

/** POST /api/invitations/CODE/enter */
export const enterShape = z.strictObject({
  name: z.string().min(1).max(80),
  look: lookShape,
  microphone: z.boolean(),
  /** The first facilitator's one-time key, from the fragment of the link: #facilitator=KEY */
  facilitatorKey: z.string().min(16).max(80).optional(),
});
export type Enter = z.infer<typeof enterShape>;

/** GET /api/invitations/CODE */
export const invitationShape = z.object({
  meetingId: z.string(),
  name: z.string(),
  group: z.string(),
  /** ISO 8601 UTC; the page shows it in the reader's own zone. */
  startsAt: z.string(),
  minutes: z.number(),
  hosts: z.array(z.string()),
  whatHappens: z.array(z.string()),
  agreements: z.array(z.string()),
  place: z.string(),
  open: z.boolean(),
  ended: z.boolean(),
  voice: z.enum(["on", "building", "off"]),
  /** Who this browser is known as here, if it came before. */
  known: z
    .object({
      name: z.string(),
      role: z.enum(["member", "facilitator", "co-facilitator"]),
      look: lookShape,
    })
    .nullable(),
  suggestion: z.object({ name: z.string(), look: lookShape }),
});
export type Invitation = z.infer<typeof invitationShape>;

/** POST /api/invitations/CODE/facilitator-key: may the key in this link still be used? */
export const facilitatorKeyShape = z.strictObject({ key: z.string().min(16).max(80) });

/** Answer of enter. */
export const enteredShape = z.object({ meetingId: z.string() });

/** POST /api/meetings/ID/ticket: which protocol the page speaks; one of another version is told to load itself again. */
export const ticketAskShape = z.strictObject({ version: z.int() });

/** Its answer: a one-time ticket (30 s) for the door or the circle. */
export const ticketShape = z.object({
  room: z.enum(["door", "circle"]),
  roomId: z.string(),
  ticket: z.string(),
  seat: z.string(),
});
export type Ticket = z.infer<typeof ticketShape>;

/** Any refusal over HTTP. `error` is a code with a sentence in assets/words; never a stack. */
export const httpErrorShape = z.object({
  error: z.enum([
    "not-found",
    "not-understood",
    "name-empty",
    "name-too-long",
    "name-identifying",
    "name-taken",
    "name-strange",
    "key-used",
    "key-unknown",
    "not-known-here",
    "was-removed",
    "meeting-ended",
    "old-version",
    "door-locked",
    "circle-full",
    "too-many-requests",
    "wrong-origin",
    "not-saved",
    "starting",
  ]),
});
export type HttpError = z.infer<typeof httpErrorShape>["error"];
