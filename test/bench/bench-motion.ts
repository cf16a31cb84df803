import { movePerson, newPose, type Profile, type Stand } from "../kit/motion.ts";
import { benchCells } from "./bench-cells.ts";

export const HZ = 20;
/** Walkers start here and go along x: where a head is tells which sample it is from. */
const START_X = -7;
/** Metres a walker goes from one sample to the next. */
const STRIDE = 0.4 / HZ;

/** The motion of everybody in a room. Sample numbers can be read off a walker's head, so that no contender pays for them. */
export class BenchMotion {
  readonly profile: Profile;
  readonly #stands: readonly Stand[];
  readonly #pose = newPose();

  constructor(profile: Profile, people: number) {
    this.profile = profile;
    this.#stands = profile === "walk" ? walkers(people) : sitters(people);
  }

  /** The same array every time. */
  pose(chair: number, index: number): Float32Array {
    const stand = this.#stands[chair] ?? { x: 0, y: 1.4, z: 0, yaw: 0 };
    return movePerson(this.#pose, this.profile, chair, index / HZ, stand);
  }

  /** Which sample a head at this x belongs to; −1 where that cannot be told. */
  indexOf(x: number): number {
    return this.profile === "walk" ? Math.round((x - START_X) / STRIDE) : -1;
  }
}

const walkers = (people: number): Stand[] =>
  Array.from({ length: people }, (_, who) => ({
    x: START_X,
    y: 1.65,
    z: -6 + who * 0.12,
    yaw: Math.PI / 2,
  }));

/** Everybody in their own chair, facing the middle. */
const sitters = (people: number): Stand[] =>
  benchCells(people).map(({ head: [x, y, z] }) => ({ x, y, z, yaw: Math.atan2(x, z) }));
