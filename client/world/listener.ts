/**
 * Where voices are heard from, written by the 3D scene every frame and read by the voice panner, so that a voice
 * comes from where its head is drawn. Absent (present=false) in the simple view: voices are mixed plainly.
 */
export const listener = {
  present: false,
  /** Headphones or a headset: only then may voices be panned (echo cancellation works on loudspeakers otherwise). */
  headphones: false,
  position: new Float32Array(3),
  /** Unit vectors. */
  forward: new Float32Array([0, 0, -1]),
  up: new Float32Array([0, 1, 0]),
};

/** Head positions as drawn, seat id → x y z in metres. */
export const drawnHeads = new Map<string, Float32Array>();
