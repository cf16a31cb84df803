import type { CircleView } from "#rules/circle/view.ts";

/** Pitch, loudness and seconds to fade of each part of a small bell's sound. */
const PARTS = [
  [523, 1, 5],
  [1046.4, 0.55, 3.6],
  [1243, 0.32, 2.6],
  [1571, 0.2, 1.9],
  [2093.4, 0.14, 1.3],
  [2817, 0.08, 0.8],
] as const;
const SECONDS = 7;
const STRIKE_S = 0.006;

/** One soft stroke of a small bell, mono, between −1 and 1. */
export function bellStroke(rate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(SECONDS * rate);
  for (const [pitch, loud, fadeS] of PARTS) {
    const step = (2 * Math.PI * pitch) / rate;
    // Two voices a hair apart: the slow beat of real metal, far below three in a second.
    for (let i = 0; i < samples.length; i++) {
      const seconds = i / rate;
      const beat = 0.8 + 0.2 * Math.cos(seconds * 4.1);
      samples[i] =
        (samples[i] ?? 0) + loud * beat * Math.exp((-4 * seconds) / fadeS) * Math.sin(step * i);
    }
  }
  const total = PARTS.reduce((sum, [, loud]) => sum + loud, 0);
  return samples.map((value, i) => {
    const seconds = i / rate;
    const strike = Math.min(1, seconds / STRIKE_S);
    const end = Math.min(1, (SECONDS - seconds) * 2);
    return (value / total) * strike * end;
  });
}

type Told = Pick<CircleView, "phase" | "overlay">;

/** The bell of the circle rings when a meeting begins and when it closes, and at both ends of a silence. Never for a person. */
export function rings(before: Told | null, now: Told | null): boolean {
  if (!before || !now) return false;
  const silence = (before.overlay.kind === "silence") !== (now.overlay.kind === "silence");
  const began = before.phase === "lobby" && now.phase === "meeting";
  const closed = before.phase === "meeting" && now.phase === "afterglow";
  return silence || began || closed;
}
