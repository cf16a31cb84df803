/** Small signs of life, all functions of a person's seed and the time: nothing to store, nothing to send. */

/** A steady number in 0 … 1 from any text. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // Ids that differ in their last letter only must not blink together.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

const chance = (seed: number, slot: number): number => {
  const wave = Math.sin(slot * 127.1 + seed * 311.7) * 43758.5453;
  return wave - Math.floor(wave);
};

const BLINK_EVERY_S = 4.1;
const BLINK_S = 0.17;

/** How far open the eyes are: 1, but for a blink of a sixth of a second every two to six seconds. */
export function eyesOpen(seed: number, seconds: number): number {
  const shifted = seconds + seed * BLINK_EVERY_S;
  const slot = Math.floor(shifted / BLINK_EVERY_S);
  const start = chance(seed, slot) * (BLINK_EVERY_S - BLINK_S);
  const into = (shifted - slot * BLINK_EVERY_S - start) / BLINK_S;
  if (into < 0 || into > 1) return 1;
  return Math.abs(into * 2 - 1) ** 1.5;
}

/** −1 … 1: about fourteen quiet breaths a minute, the way out slower than the way in. */
export function breathOf(seed: number, seconds: number): number {
  const phase = (seconds / 4.3 + seed) % 1;
  return phase < 0.4
    ? -Math.cos((phase / 0.4) * Math.PI)
    : Math.cos(((phase - 0.4) / 0.6) * Math.PI);
}

/** A slow drift around 0, about ±1, different for each `part`. */
export const drift = (seed: number, part: number, seconds: number): number =>
  0.6 * Math.sin(seconds * 0.31 + seed * 40 + part * 2.1) +
  0.4 * Math.sin(seconds * 0.73 + seed * 91 + part * 4.7);

const GLANCE_EVERY_S = 2.3;

/** Where eyes rest between looks, −1 … 1: they jump, then stay, as eyes do. */
export const glance = (seed: number, part: number, seconds: number): number =>
  chance(seed + part * 0.37, Math.floor(seconds / GLANCE_EVERY_S + seed * 7)) * 2 - 1;

/** Which of `count` listeners a speaker looks at now: changes every few seconds. */
export const lookedAt = (seed: number, count: number, seconds: number): number =>
  count < 1 ? -1 : Math.floor(chance(seed, Math.floor(seconds / 4.7 + seed)) * count) % count;

const NOD_EVERY_S = 9;
const NOD_S = 1.3;

/** Listeners nod now and then: twice down and up within a second or so, 0 … 1, each in their own time. */
export function nodOf(seed: number, seconds: number): number {
  const shifted = seconds + seed * NOD_EVERY_S * 5;
  const slot = Math.floor(shifted / NOD_EVERY_S);
  const start = chance(seed + 0.5, slot) * (NOD_EVERY_S - NOD_S);
  const into = (shifted - slot * NOD_EVERY_S - start) / NOD_S;
  if (into < 0 || into > 1) return 0;
  return Math.sin(into * Math.PI * 2) ** 2 * (1 - 0.4 * into);
}

/** −1 round … 1 wide: the mouth's shape as syllables go by; it goes on only while there is a voice. */
export const syllable = (seed: number, spoken: number): number =>
  Math.max(
    -1,
    Math.min(1, 0.8 * Math.sin(spoken * 11.3 + seed * 30) + 0.5 * Math.sin(spoken * 6.7)),
  );
