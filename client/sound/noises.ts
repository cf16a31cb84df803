/**
 * The raw sounds of places, made by code: nothing is downloaded, and everybody's device makes the same. Each is a loop
 * whose end runs into its beginning without a click. Mono samples between −1 and 1.
 */
type Samples = Float32Array<ArrayBuffer>;

function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Adds around the end of the loop as if it went on. */
const addAt = (into: Samples, at: number, value: number): void => {
  const i = at % into.length;
  into[i] = (into[i] ?? 0) + value;
};

function toPeak(samples: Samples, peak: number): Samples {
  let most = 0;
  for (const value of samples) most = Math.max(most, Math.abs(value));
  return most > 0 ? samples.map((value) => (value * peak) / most) : samples;
}

/** The last part is faded into what came before the first, so that a noise with a memory closes on itself. */
function closed(long: Samples, length: number): Samples {
  const loop = long.slice(long.length - length);
  const overlap = long.length - length;
  for (let i = 0; i < overlap; i++) {
    const part = i / overlap;
    const before = long[i] ?? 0;
    const at = length - overlap + i;
    // Equal power: two noises that know nothing of each other.
    loop[at] =
      (loop[at] ?? 0) * Math.cos((part * Math.PI) / 2) + before * Math.sin((part * Math.PI) / 2);
  }
  return loop;
}

/** A soft rushing, without pitch: what fire, wind and sea are filtered from. */
export function rushing(seconds: number, rate: number, seed: number): Samples {
  const length = Math.round(seconds * rate);
  const overlap = Math.round(0.4 * rate);
  const next = chance(seed);
  const long = new Float32Array(length + overlap);
  let [slow, middle, quick] = [0, 0, 0];
  // Three leaks of white noise add up to a fall of about three decibels an octave.
  for (let i = 0; i < long.length; i++) {
    const white = next() * 2 - 1;
    slow = 0.997 * slow + 0.03 * white;
    middle = 0.963 * middle + 0.08 * white;
    quick = 0.57 * quick + 0.3 * white;
    long[i] = slow * 3 + middle + quick * 0.4;
  }
  return toPeak(closed(long, length), 0.9);
}

/** Wood that burns: snaps of a few milliseconds, mostly small, now and then in a flurry. */
export function crackle(seconds: number, rate: number, seed: number): Samples {
  const samples = new Float32Array(Math.round(seconds * rate));
  const next = chance(seed);
  let at = 0;
  while (at < samples.length) {
    const flurry = next() < 0.12 ? 3 + Math.floor(next() * 6) : 1;
    for (let i = 0; i < flurry; i++) {
      snap(samples, at + Math.floor(next() * 0.16 * rate), next() ** 4, rate, next);
    }
    at += Math.floor((0.04 + next() * 0.34) * rate);
  }
  return toPeak(samples, 0.9);
}

function snap(into: Samples, at: number, strength: number, rate: number, next: () => number): void {
  const length = Math.floor((0.003 + 0.012 * next()) * rate);
  const pitch = 900 + 3200 * next();
  let soft = 0;
  for (let i = 0; i < length; i++) {
    soft = 0.6 * soft + 0.4 * (next() * 2 - 1);
    const fall = Math.exp((-5 * i) / length);
    const ring = Math.sin((2 * Math.PI * pitch * i) / rate);
    addAt(into, at + i, (0.12 + strength) * fall * (soft * 0.7 + ring * 0.3));
  }
}

/** One sung note that glides, with soft ends. */
function note(
  into: Samples,
  rate: number,
  {
    at,
    seconds,
    from,
    to,
    loud,
  }: Readonly<Record<"at" | "seconds" | "from" | "to" | "loud", number>>,
): void {
  const [start, length] = [Math.round(at * rate), Math.round(seconds * rate)];
  let turn = 0;
  for (let i = 0; i < length; i++) {
    const part = i / length;
    turn += (2 * Math.PI * (from + (to - from) * part)) / rate;
    addAt(into, start + i, loud * Math.sin(Math.PI * part) ** 2 * Math.sin(turn));
  }
}

/** Crickets in the grass: three singers, each with its own pitch and pace. */
export function crickets(seconds: number, rate: number, seed: number): Samples {
  const samples = new Float32Array(Math.round(seconds * rate));
  const next = chance(seed);
  for (let singer = 0; singer < 3; singer++) {
    const pitch = 3900 + 420 * singer + 120 * next();
    const every = seconds / Math.round(seconds / (0.74 + 0.19 * singer));
    for (let at = 0.2 * singer; at < seconds; at += every) {
      const pulses = 3 + Math.floor(next() * 2);
      const loud = (0.3 + 0.5 * next()) / (1 + singer);
      for (let i = 0; i < pulses; i++)
        note(samples, rate, {
          at: at + i * 0.042,
          seconds: 0.032,
          from: pitch,
          to: pitch * 1.01,
          loud,
        });
    }
  }
  return toPeak(samples, 0.6);
}

/** Birds far off: short phrases with long rests between them. */
export function birds(seconds: number, rate: number, seed: number): Samples {
  const samples = new Float32Array(Math.round(seconds * rate));
  const next = chance(seed);
  let at = 0.6;
  while (at < seconds - 2) {
    const notes = 2 + Math.floor(next() * 4);
    const pitch = 2100 + 1500 * next();
    const loud = 0.25 + 0.75 * next();
    for (let i = 0; i < notes; i++) {
      const from = pitch * (0.9 + 0.25 * next());
      const to = from * (0.82 + 0.4 * next());
      const long = 0.07 + 0.09 * next();
      note(samples, rate, { at, seconds: long, from, to, loud });
      // The wood answers, softly.
      note(samples, rate, { at: at + 0.19, seconds: long * 1.3, from, to, loud: loud * 0.22 });
      at += long + 0.05 + 0.08 * next();
    }
    at += 1.6 + 3.4 * next();
  }
  return toPeak(samples, 0.5);
}
