import type { SeatView } from "#rules/circle/view.ts";
import type { Look } from "#rules/people/look.ts";

/** One person of a picture: what they look like, what they do, and where they sit. */
interface Sitter {
  readonly look: Look;
  readonly seat?: Partial<SeatView>;
  /** Metres from the camera; else in rows. */
  readonly away?: number;
  readonly voice?: number;
}

export interface Picture {
  readonly name: string;
  readonly sitters: readonly Sitter[];
  readonly perRow: number;
  readonly camera: readonly [x: number, y: number, z: number];
  readonly at: readonly [x: number, y: number, z: number];
  readonly fov: number;
  readonly holder?: number;
  readonly offered?: number;
  readonly piece?: "shell" | "stick" | "lantern";
  readonly names?: boolean;
  /** Everybody is drawn as from afar. */
  readonly coarse?: boolean;
  readonly seconds?: number;
}

const look = (
  skin: number,
  cloth: number,
  crown: number,
  accessory: number,
  pattern: number,
  form = 0,
): Look => ({ skin, cloth, crown, accessory, pattern, form });

const forms: readonly Sitter[] = [
  { look: look(1, 1, 2, 0, 3, 0) },
  { look: look(4, 2, 0, 0, 0, 1) },
  { look: look(7, 5, 0, 0, 1, 2) },
  { look: look(6, 3, 0, 0, 4, 3) },
  { look: look(3, 8, 0, 0, 0, 4) },
  { look: look(2, 4, 6, 2, 1, 0) },
  { look: look(5, 1, 0, 2, 1, 1) },
  { look: look(8, 6, 1, 1, 3, 2) },
  { look: look(0, 7, 0, 4, 2, 3) },
  { look: look(2, 3, 1, 3, 4, 4) },
];
const crowns: readonly Sitter[] = Array.from({ length: 10 }, (_, i) => ({
  look: look(i + 2, (i * 3 + 1) % 10, i, [4, 3, 4, 3, 1, 2, 4, 1, 3, 4][i] ?? 0, (i * 2) % 5),
}));
const states: readonly Sitter[] = [
  { look: look(1, 1, 0, 0, 1, 0), voice: 0.7 },
  { look: look(4, 2, 0, 0, 0, 1), seat: { presence: "away" } },
  { look: look(3, 4, 3, 0, 2, 0), seat: { presence: "lost" } },
  { look: look(6, 3, 0, 0, 4, 3), seat: { handRaised: true } },
  { look: look(7, 5, 1, 0, 1, 2), seat: { micOpen: false } },
];
const row = { perRow: 5, camera: [0, 1.4, 3.9], at: [0, 0.98, 0], fov: 29 } as const;

/** Every picture that is taken of people. */
export const PICTURES: readonly Picture[] = [
  { ...row, name: "forms", sitters: forms },
  { ...row, name: "forms-coarse", sitters: forms, coarse: true },
  { ...row, name: "crowns", sitters: crowns },
  {
    ...row,
    name: "states",
    sitters: states,
    holder: 0,
    names: true,
    camera: [0, 1.2, 3.6],
    at: [0, 0.92, 0],
    fov: 40,
  },
  ...(["shell", "stick", "lantern"] as const).map((piece, i) => ({
    name: `piece-${piece}`,
    sitters: [{ look: look(i * 2 + 1, i + 1, i, 0, i + 1, [0, 3, 2][i]), voice: 0.4 }],
    perRow: 1,
    camera: [0.22, 1.12, 1.15] as const,
    at: [0, 0.9, 0.2] as const,
    fov: 40,
    holder: 0,
    piece,
  })),
  {
    name: "hands",
    sitters: [
      { look: look(1, 1, 5, 0, 3, 0) },
      { look: look(5, 4, 1, 0, 1, 0), seat: { handRaised: true } },
      { look: look(6, 3, 0, 0, 4, 3), seat: { handRaised: true } },
    ],
    perRow: 3,
    camera: [0.05, 1.35, 1.7],
    at: [0, 0.85, 0.15],
    fov: 44,
    seconds: 6,
  },
  {
    name: "distances",
    sitters: [1, 2, 3, 4, 6, 8].map((away, i) => ({
      look: look(i * 2, i + 1, [0, 6, 2, 0, 0, 1][i] ?? 0, 0, i % 5, [0, 0, 2, 3, 1, 0][i] ?? 0),
      away,
      voice: i % 2 ? 0.6 : 0,
    })),
    perRow: 6,
    camera: [0, 1.2, 0],
    at: [0, 1.05, -4],
    fov: 60,
    names: true,
  },
];
