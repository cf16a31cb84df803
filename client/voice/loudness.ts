/** How loud a stream is, measured without making anything new per reading. */
export interface Loudness {
  readonly input: AudioNode;
  /** 0 … 1; rises at once and falls softly, as a mouth does. */
  now(): number;
  close(): void;
}

/** Speech at this root mean square counts as full. */
const FULL_RMS = 0.2;
/** Below this it is a quiet room, not a voice (about −50 dB). */
const FLOOR_RMS = 0.003;
const FALL = 0.8;

export function openLoudness(context: AudioContext, stream: MediaStream): Loudness {
  const input = context.createMediaStreamSource(stream);
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  const samples = new Float32Array(analyser.fftSize);
  let level = 0;
  input.connect(analyser);
  return {
    input,
    now() {
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) {
        sum += sample * sample;
      }
      const rms = Math.sqrt(sum / samples.length);
      const heard = rms < FLOOR_RMS ? 0 : Math.min(1, Math.sqrt(rms / FULL_RMS));
      level = heard >= level ? heard : Math.max(heard, level * FALL);
      if (level < 0.01) {
        level = 0;
      }
      return level;
    },
    close() {
      input.disconnect();
      analyser.disconnect();
    },
  };
}
