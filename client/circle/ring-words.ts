import type { CircleView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { say, type WordKey } from "../ui/say.ts";
import { type DrawnPerson, type RingDrawing, ringDrawing } from "./ring-drawing.ts";
import { nameOf } from "./seat-words.ts";

/** How this reader calls somebody. */
type Name = (id: SeatId) => string;
type Words = readonly string[];

const listed = (key: WordKey, ids: readonly SeatId[], name: Name): Words =>
  ids.length === 0 ? [] : [say(key, { names: ids.map(name).join(", ") })];

/** The drawing, sentence by sentence. */
export function ringSentences(drawing: RingDrawing, circle: CircleView, me: SeatId | ""): Words {
  const name: Name = (id) => (id === me ? say("state.you") : nameOf(circle, id));
  const { people, chairs } = drawing;
  const who = (is: (one: DrawnPerson) => boolean) => people.filter(is).map(({ seat }) => seat);
  return [
    say("circle.ring", { seated: people.length, chairs: chairs.length }),
    ...lightWords(drawing),
    ...pieceWords(drawing, me, name),
    ...bowlWords(drawing, name),
    ...groupWords(drawing, name),
    ...who(({ next }) => next).map((id) =>
      id === me ? say("circle.ring-next-you") : say("circle.ring-next", { name: name(id) }),
    ),
    ...listed(
      "circle.ring-hands",
      who(({ hand }) => hand),
      name,
    ),
    ...listed(
      "circle.ring-away",
      who(({ gone }) => gone === "away"),
      name,
    ),
    ...listed(
      "circle.ring-lost",
      who(({ gone }) => gone === "lost"),
      name,
    ),
  ];
}

const lightWords = ({ light }: RingDrawing): Words =>
  light === "bell" || light === "still" ? [say(`circle.ring-${light}`)] : [];

function pieceWords({ piece, people }: RingDrawing, me: SeatId | "", name: Name): Words {
  if (!piece) return [];
  const holder = people.find((one) => one.piece !== "");
  if (!holder || holder.piece === "") return [say("circle.piece-rests")];
  return holder.seat === me
    ? [say(`circle.ring-${holder.piece}-you`)]
    : [say(`circle.ring-${holder.piece}`, { name: name(holder.seat) })];
}

function bowlWords({ inner }: RingDrawing, name: Name): Words {
  if (inner.length === 0) return [];
  const taken = inner.flatMap(({ seat }) => seat ?? []);
  const free = inner.length - taken.length;
  return [
    ...(taken.length === 0 ? [say("circle.ring-inner-none")] : []),
    ...listed("circle.ring-inner", taken, name),
    free === 1 ? say("circle.ring-free-one") : say("circle.ring-free", { count: free }),
  ];
}

function groupWords({ groups, people }: RingDrawing, name: Name): Words {
  if (groups.length === 0) return [];
  const apart = new Set(groups.flatMap(({ members }) => members));
  const byFire = people.map(({ seat }) => seat).filter((seat) => !apart.has(seat));
  return [
    ...groups.flatMap(({ members }) => listed("circle.ring-together", members, name)),
    ...listed("circle.ring-fire", byFire, name),
  ];
}

/** The same ring in words. */
export const describeRing = (circle: CircleView, me: SeatId): string =>
  ringSentences(ringDrawing(circle, me), circle, me).join(" ");
