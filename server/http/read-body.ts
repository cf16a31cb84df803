import type { Context } from "hono";
import type { z } from "zod";

/** The body in the given shape; null when it is anything else. */
export async function readBody<Shape extends z.ZodType>(
  c: Context,
  shape: Shape,
): Promise<z.infer<Shape> | null> {
  const body: unknown = await c.req.json().catch(() => null);
  const read = shape.safeParse(body);
  return read.success ? read.data : null;
}
