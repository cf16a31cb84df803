import { vi } from "vitest";

/** Looks again and again until `is` says yes to what it sees; gives that back, or fails with the last thing seen. */
export async function until<T>(
  look: () => T | Promise<T>,
  is: (seen: T) => boolean,
  what: string,
  timeout = 30_000,
): Promise<T> {
  return vi.waitFor(
    async () => {
      const seen = await look();
      if (is(seen)) return seen;
      throw new Error(`${what}: still ${JSON.stringify(seen)}`);
    },
    { timeout, interval: 50 },
  );
}
