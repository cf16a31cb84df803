/**
 * Hearth as a contender of somebody else's pose benchmark. Each has the shape
 * `{id, label, server({port, n}) → {args, env}, connect({port, probe, onPose}) → {key, ws, sendPose, counters, close}}`;
 * poses are 21 floats, `onPose(key, headX)` is told of every remote pose a probe decodes.
 * Cells are as wide as the room, since benchmarks let people walk about; every rule of the law still runs.
 */
import { type Arrival, type Bot, hearth } from "./contenders.ts";

interface Asked {
  readonly port: number;
  readonly n: number;
}

const walking = {
  id: "hearth",
  label: "Hearth: circle room with law and relay, packed steps",
  server: ({ port, n }: Asked) => hearth.server({ port, people: n, profile: "walk" }),
  connect: (arrival: Arrival): Promise<Bot> => hearth.connect(arrival),
};

// Benchmarks load it as the default export of a module.
// oxlint-disable-next-line import/no-default-export
export default [walking];
