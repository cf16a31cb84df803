import "./no-eval.ts";
import { z } from "zod";

const number = z.number();
const point = z.tuple([number, number, number]);

/** One armchair: where the head of somebody seated is expected, and where they look (radians, 0 looks to −z). */
const chairShape = z.strictObject({
  /** Middle of the seat cushion, metres. */
  at: point,
  yaw: number,
});

/** assets/places/NAME/place.json: what a place must say about itself. Metres, radians, y up, inside a 16 m cube. */
export const placeShape = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** Eye height of a seated person above the cushion, metres. */
  eyeAboveSeatM: number,
  chairs: z.array(chairShape).min(4).max(12),
  /** Where those wait who have not been let in, and where the talking piece rests. */
  door: z.strictObject({ at: point, yaw: number }),
  pieceStand: point,
  /** Everything else belongs to the client's drawing of the place. */
  scene: z.record(z.string(), z.unknown()),
});
export type Place = z.infer<typeof placeShape>;
