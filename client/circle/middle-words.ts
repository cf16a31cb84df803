import type { CircleView, OwnView } from "#rules/circle/view.ts";

import { say, type WordKey } from "../ui/say.ts";
import { nameOf, nthWords, timeWords } from "./seat-words.ts";

type Words = readonly string[];

/** What one can do about the middle just now, so plainly that nobody needs a manual. Who sits where, the ring tells. */
export function middleWords(circle: CircleView, own: OwnView, nowMs: number): Words {
  if (circle.overlay.kind === "silence") return [say("middle.silence")];
  if (circle.overlay.kind !== "none") return [];
  switch (circle.middle.kind) {
    case "none":
      return handWords(circle, own);
    case "popcorn":
      return popcornWords(circle, own);
    case "worship":
      return worshipWords(circle, own, nowMs);
    case "bowl":
      return bowlWords(circle, own);
    case "groups":
      return groupWords(circle, own);
  }
}

const isMine = ({ floor }: CircleView, own: OwnView): boolean =>
  floor.kind === "held" && floor.by === own.seat;

function popcornWords(circle: CircleView, own: OwnView): Words {
  if (isMine(circle, own)) return [say("middle.popcorn-mine")];
  if (circle.floor.kind !== "none") return [];
  return [say(own.claimed ? "middle.popcorn-claimed" : "middle.popcorn")];
}

function worshipWords(circle: CircleView, own: OwnView, nowMs: number): Words {
  if (isMine(circle, own)) return [say("middle.worship-mine")];
  return circle.floor.kind === "none" ? [stillWords(circle.middle.until - nowMs)] : [];
}

const stillWords = (leftMs: number): string =>
  leftMs > 0 ? say("middle.worship-settling", { time: timeWords(leftMs) }) : say("middle.worship");

function handWords({ round, handsUp, handOrder, floor }: CircleView, own: OwnView): Words {
  if (round.state !== "running" || round.format !== "hands") return [];
  if (floor.kind !== "none" && floor.by === own.seat) return [];
  const mine =
    own.handPlace === 0
      ? say("middle.hands")
      : own.handPlace === 1
        ? say("middle.hand-place-1")
        : say("middle.hand-place", { place: nthWords(own.handPlace) });
  const up = handsUp === 1 ? say("middle.hands-one") : say("middle.hands-up", { count: handsUp });
  const order = say("order.label", { order: say(`choice.${handOrder}`).toLocaleLowerCase() });
  return [mine, handsUp > 0 ? `${up} ${order}.` : `${order}.`];
}

function bowlWords({ middle, seats }: CircleView, own: OwnView): Words {
  const inside = seats.some(({ id, inMiddle }) => inMiddle && id === own.seat);
  const full = middle.stage === "full" ? [say("middle.bowl-full")] : [];
  if (own.chairPlace > 0)
    return [say("middle.bowl-place", { place: nthWords(own.chairPlace) }), ...full];
  return [say(inside ? "middle.bowl-inner" : "middle.bowl-outer"), ...full];
}

function groupWords(circle: CircleView, own: OwnView): Words {
  const { middle, seats } = circle;
  if (middle.stage === "inviting")
    return own.invitedWith.length > 0 ? [] : [say("middle.inviting")];
  const gathering = middle.stage === "gathering" ? [say("middle.gathering")] : [];
  const group = seats.find(({ id }) => id === own.seat)?.group ?? 0;
  if (group === 0) return [...gathering, say("middle.by-fire")];
  const others = seats.filter((one) => one.group === group && one.id !== own.seat);
  const talks = own.half !== "" && middle.stage === "talking";
  return [
    ...gathering,
    ...(talks ? [say(`middle.${own.half || "listen"}`)] : []),
    others.length > 0
      ? say("middle.together", { names: others.map(({ name }) => name).join(", ") })
      : say("middle.alone"),
    ...(own.knocking === ""
      ? []
      : [say("middle.knocking", { name: nameOf(circle, own.knocking) })]),
  ];
}

/** A time that runs for everybody in the middle, and what it is the time of; null where none runs. */
export function middleClock(
  { middle, overlay }: CircleView,
  { half }: OwnView,
): {
  readonly label: WordKey;
  readonly until: number;
} | null {
  if (overlay.kind !== "none" || middle.kind !== "groups" || middle.until === 0) return null;
  const labels: Readonly<Record<string, WordKey>> = {
    inviting: "middle.begins",
    talking: "middle.changes",
    gathering: "middle.gathers",
  };
  // By the fire nobody changes over.
  const label = middle.stage === "talking" && half === "" ? undefined : labels[middle.stage];
  return label === undefined ? null : { label, until: middle.until };
}
