import type { CircleView, OwnView } from "#rules/circle/view.ts";

import { say } from "../ui/say.ts";
import { nameOf } from "./seat-words.ts";

const names = (circle: CircleView, ids: CircleView["seats"][number]["id"][]): string =>
  ids.map((id) => nameOf(circle, id)).join(", ");

/** The same facts as the drawing of the middle, in sentences. */
export function middleWords(circle: CircleView, own: OwnView): readonly string[] {
  const { middle, seats, floor } = circle;
  switch (middle.kind) {
    case "none":
      return [];
    case "popcorn":
      return floor.kind === "none"
        ? [say(own.claimed ? "middle.popcorn-claimed" : "middle.popcorn")]
        : [];
    case "worship":
      return floor.kind === "none" ? [say("middle.worship")] : [];
    case "bowl": {
      const inner = seats.filter(({ inMiddle }) => inMiddle).map(({ id }) => id);
      const free = middle.chairs - inner.length;
      return [
        inner.length > 0
          ? say("middle.bowl", { names: names(circle, inner), count: free })
          : say("middle.bowl-empty"),
        ...(middle.stage === "full" ? [say("middle.bowl-full")] : []),
        ...(own.claimed ? [say("middle.bowl-waiting")] : []),
      ];
    }
    case "groups":
      return groupWords(circle, own);
  }
}

function groupWords(circle: CircleView, own: OwnView): readonly string[] {
  const { middle, seats } = circle;
  if (own.invitedWith.length > 0)
    return [say("middle.invited", { names: names(circle, [...own.invitedWith]) })];
  if (middle.stage === "inviting") return [say("middle.inviting")];
  if (middle.stage === "gathering") return [say("middle.gathering")];
  const group = seats.find(({ id }) => id === own.seat)?.group ?? 0;
  if (group === 0) return [say("middle.by-fire")];
  const others = seats.filter((one) => one.group === group && one.id !== own.seat);
  return [
    others.length > 0
      ? say("middle.together", {
          names: names(
            circle,
            others.map(({ id }) => id),
          ),
        })
      : say("middle.alone"),
    ...(own.half === "speak" ? [say("middle.speak")] : []),
    ...(own.half === "listen" ? [say("middle.listen")] : []),
    ...(own.knocking === ""
      ? []
      : [say("middle.knocking", { name: nameOf(circle, own.knocking) })]),
  ];
}
