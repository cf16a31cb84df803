/**
 * npm run demo [N]: simulated members join the running Hearth (or one started for them), move, speak tones through the real
 * voice server, take and pass turns and write a little. They are people like any other to the server; Ctrl-C takes them out.
 */
import { chairsOf } from "#protocol/place-shape.ts";
import { cellsOf } from "#rules/presence/cell.ts";

import { findHouse, type House, keepCookies, keptCookies, pause } from "./demo-house.ts";
import { DemoMember } from "./demo-member.ts";
import { DemoVisitor } from "./demo-visitor.ts";
import { readPlaces } from "./places.ts";

// Else the voice library writes what it does. It is loaded later, by the first who speaks.
process.env["NODE_ENV"] ??= "production";

const COUNT = 6;
/** The demo group's first circle. */
const DEMO_CHAIRS = 8;
/** A whole group that comes at once would meet the door's limit of requests. */
const BETWEEN_MS = 400;

const say = (words: string): void => void process.stdout.write(`  ${words}\n`);
const count = Math.max(1, Math.min(11, Number(process.argv[2] ?? COUNT) || COUNT));
const ended = new AbortController();
const members: DemoMember[] = [];
let house: House | null = null;

async function end(): Promise<void> {
  if (ended.signal.aborted) return;
  ended.abort();
  say("The simulated people leave …");
  await Promise.all(members.map((member) => member.leave()));
  const { endVoices } = await import("./demo-voice.ts");
  await endVoices();
  await house?.end();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end());

function chairs() {
  const place = readPlaces(new URL("../../assets/places/", import.meta.url)).get("lounge");
  if (place === undefined) throw new Error("There is no place to sit in.");
  return cellsOf(chairsOf(place, DEMO_CHAIRS), place.eyeAboveSeatM);
}

async function join(to: House): Promise<void> {
  const cells = chairs();
  const known = keptCookies();
  const cookies: string[] = [];
  let turns = 0;
  const onTurn = (words: string): void => say(`${String(++turns).padStart(3)}  ${words}`);
  const arrivals: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const visitor = new DemoVisitor(to.origin, known[index] ?? "");
    const key = index === 0 ? to.facilitatorKey : null;
    const { name, meeting } = await visitor.enter(to.code, key);
    cookies.push(visitor.cookie);
    say(`${name} has come${index === 0 && key !== null ? ", and facilitates" : ""}`);
    const sits = async (): Promise<void> => {
      const { room, seat } = await visitor.comeIn(meeting, ended.signal);
      const voiceUrl = `${to.origin.replace(/^http/, "ws")}/voice`;
      members.push(new DemoMember({ name, room, seat, index, cells, voiceUrl, onTurn }));
      say(`${name} sits in the circle`);
    };
    arrivals.push(sits());
    await pause(BETWEEN_MS);
  }
  keepCookies(cookies);
  if (to.facilitatorKey === null && known[0] === undefined)
    say("Somebody else facilitates here: they wait at the door until you admit them.");
  await Promise.all(arrivals);
}

try {
  house = await findHouse();
  say(`Joining ${house.origin}/j/${house.code} with ${count}. Ctrl-C ends.`);
  await join(house);
  say("All are in. Open the address in a browser and sit down with them.");
} catch (error) {
  if (!ended.signal.aborted) {
    say(error instanceof Error ? error.message : String(error));
    await end();
  }
}
