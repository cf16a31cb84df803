import { schema, t } from "@colyseus/schema";

/** One float32 field a number of the pose. */
export const FIELDS: readonly string[] = Array.from({ length: 21 }, (_, i) => `n${i}`);
export const Avatar = schema(
  Object.fromEntries(FIELDS.map((name) => [name, t.float32()])),
  "Avatar",
);
export const State = schema({ avatars: t.map(Avatar) }, "State");
