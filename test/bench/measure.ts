import { BenchMotion, HZ } from "./bench-motion.ts";
import type { Bot, Contender } from "./contenders.ts";
import { freePort, machineWork, pause, startServer, usageOf } from "./processes.ts";

const PROBES = 4;
const JOIN_AT_ONCE = 4;
const JOIN_PATIENCE_MS = 10_000;

export interface Plan {
  readonly people: number;
  readonly profile: "walk" | "seated";
  readonly warmS: number;
  readonly seconds: number;
  readonly pinned: boolean;
}

export interface Measured {
  readonly id: string;
  readonly people: number;
  readonly profile: "walk" | "seated";
  /** WebSocket payload received, per avatar that is shown and sample that was taken. */
  readonly bytesPerSample: number;
  readonly receivedPerSecond: number;
  readonly framesPerSecond: number;
  readonly sentPerSecond: number;
  /** Of poses from the bot's socket to the decoded head at another; null where samples cannot be told apart. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly delivered: number | null;
  readonly cpuMsPerAvatarSecond: number;
  readonly joinMs: number;
  readonly rssMb: number;
  /** Cores kept busy by everything else on this machine: times are worth little above half a core. */
  readonly foreignCores: number;
}

/** Times at which each bot's samples were handed to its socket. */
class SentTimes {
  readonly #times: Float64Array[];
  readonly counts: Int32Array;

  constructor(people: number, most: number) {
    this.#times = Array.from({ length: people }, () => new Float64Array(most));
    this.counts = new Int32Array(people);
  }

  note(who: number, index: number, now: number): void {
    const times = this.#times[who];
    if (times === undefined) return;
    times[index] = now;
    this.counts[who] = index + 1;
  }

  at(who: number, index: number): number {
    return index < (this.counts[who] ?? 0) ? (this.#times[who]?.[index] ?? 0) : 0;
  }

  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }
}

/** One contender's server with a room of bots, measured for some seconds. */
export async function measure(contender: Contender, plan: Plan): Promise<Measured> {
  const port = await freePort();
  const { args, env } = contender.server({ port, people: plan.people, profile: plan.profile });
  const server = await startServer(args, env, port, plan.pinned);
  const room = new BenchRoom(contender, plan, port);
  try {
    await room.join();
    return await room.run(server.pid);
  } finally {
    room.close();
    await server.stop();
  }
}

class BenchRoom {
  readonly #contender: Contender;
  readonly #plan: Plan;
  readonly #port: number;
  readonly #motion: BenchMotion;
  readonly #sent: SentTimes;
  readonly #bots: Bot[] = [];
  readonly #whose = new Map<string | number, number>();
  readonly #latencies: number[] = [];
  readonly #joins: number[] = [];
  readonly #samples: number;
  #fresh = 0;
  #probes = 0;
  #from = Number.POSITIVE_INFINITY;
  #running = true;

  constructor(contender: Contender, plan: Plan, port: number) {
    this.#contender = contender;
    this.#plan = plan;
    this.#port = port;
    this.#samples = Math.ceil((plan.warmS + plan.seconds + 4) * HZ);
    this.#motion = new BenchMotion(plan.profile, plan.people);
    this.#sent = new SentTimes(plan.people, this.#samples);
  }

  async join(): Promise<void> {
    const { people } = this.#plan;
    const spread = Math.max(1, Math.floor(people / PROBES));
    for (let first = 0; first < people; first += JOIN_AT_ONCE) {
      const some = Array.from(
        { length: Math.min(JOIN_AT_ONCE, people - first) },
        (_, k) => first + k,
      );
      await Promise.all(
        some.map((who) => this.#joinOne(who, who % spread === 0 && this.#probes < PROBES)),
      );
    }
  }

  async #joinOne(who: number, probe: boolean): Promise<void> {
    const began = performance.now();
    if (probe) this.#probes++;
    const seen = new Int32Array(this.#plan.people).fill(-1);
    const onPose = (key: string | number, x: number): void => {
      const now = performance.now();
      const other = this.#whose.get(key);
      const index = this.#motion.indexOf(x);
      if (!probe || other === undefined || other === who || index <= (seen[other] ?? 0)) return;
      const sent = this.#sent.at(other, index);
      seen[other] = index;
      if (sent < this.#from) return;
      this.#latencies.push(now - sent);
      this.#fresh++;
    };
    const arrival = { port: this.#port, probe, onPose };
    const bot = await Promise.race([this.#contender.connect(arrival), notJoined()]);
    this.#joins.push(performance.now() - began);
    this.#bots[who] = bot;
    this.#whose.set(bot.key, who);
  }

  async run(pid: number): Promise<Measured> {
    const { warmS, seconds, people, profile } = this.#plan;
    this.#pump();
    await pause(warmS * 1000);
    const before = this.#snapshot(pid);
    this.#from = before.at;
    await pause(seconds * 1000);
    const after = this.#snapshot(pid);
    this.#running = false;
    if (this.#bots.some(({ ws }) => ws.closed)) throw new Error("a client was cut");
    const passed = (after.at - before.at) / 1000;
    const rate = (key: "rx" | "tx" | "frames"): number =>
      (after[key] - before[key]) / people / passed;
    const samples = after.sent - before.sent;
    const latencies = this.#latencies.toSorted((a, b) => a - b);
    const told = profile === "walk" && latencies.length > 0;
    return {
      id: this.#contender.id,
      people,
      profile,
      bytesPerSample: rate("rx") / (people - 1) / (samples / people / passed),
      receivedPerSecond: rate("rx"),
      framesPerSecond: rate("frames"),
      sentPerSecond: rate("tx"),
      p50Ms: told ? at(latencies, 0.5) : null,
      p99Ms: told ? at(latencies, 0.99) : null,
      delivered: told ? this.#fresh / ((this.#probes * samples * (people - 1)) / people) : null,
      cpuMsPerAvatarSecond: ((after.cpu - before.cpu) / passed / people) * 1000,
      joinMs: at(
        this.#joins.toSorted((a, b) => a - b),
        0.5,
      ),
      rssMb: after.rssMb,
      foreignCores:
        (after.work - before.work - (after.cpu - before.cpu) - (after.own - before.own)) / passed,
    };
  }

  close(): void {
    this.#running = false;
    for (const bot of this.#bots) bot?.close();
  }

  #snapshot(pid: number) {
    const counters = this.#bots.map((bot) => bot.counters());
    const sum = (key: "payloadRx" | "payloadTx" | "framesRx"): number =>
      counters.reduce((total, one) => total + one[key], 0);
    return {
      at: performance.now(),
      rx: sum("payloadRx"),
      tx: sum("payloadTx"),
      frames: sum("framesRx"),
      sent: this.#sent.total,
      work: machineWork(),
      own: ownCpu(),
      ...usageOf(pid),
    };
  }

  /** Everybody sends 20 times a second, each at their own phase of the interval. */
  #pump(): void {
    const { people } = this.#plan;
    const began = performance.now() + 50;
    let next = 0;
    const step = (): void => {
      if (!this.#running) return;
      for (;;) {
        const now = performance.now();
        const [index, who] = [Math.floor(next / people), next % people];
        if (began + (next / people) * (1000 / HZ) > now) break;
        next++;
        const bot = this.#bots[who];
        if (index >= this.#samples || bot === undefined || bot.ws.closed) continue;
        this.#sent.note(who, index, now);
        bot.sendPose(this.#motion.pose(bot.chair < 0 ? who : bot.chair, index));
      }
      setTimeout(step, 1);
    };
    step();
  }
}

/** A room that does not let somebody in must not hold up the whole bench. */
async function notJoined(): Promise<never> {
  await pause(JOIN_PATIENCE_MS);
  throw new Error("a bot was not let in");
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
