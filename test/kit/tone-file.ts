import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RATE = 48_000;
const SECONDS = 2;
const LOUDNESS = 14_000;
/** Beats a second: a steady tone is taken for noise and suppressed, a beating one for speech. */
const BEATS_HZ = 5;

/** A WAV file with one beating tone, for Chromium's pretended microphone. Whole periods, so that it loops without a click. */
export function toneFile(hz: number): string {
  const samples = RATE * SECONDS;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const at = index / RATE;
    const beat = Math.sin(Math.PI * BEATS_HZ * at) ** 2;
    wav.writeInt16LE(Math.round(LOUDNESS * beat * Math.sin(2 * Math.PI * hz * at)), 44 + index * 2);
  }
  const folder = join(tmpdir(), "hearth-tones");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `beating-${hz}.wav`);
  writeFileSync(path, wav);
  return path;
}
