import type { HandOrder, Light, Piece } from "#rules/circle/state.ts";
import { type Template, templates } from "#rules/circle/templates.ts";

import {
  both,
  facilitates,
  heldByMe,
  leadingIn,
  may,
  overlaid,
  type Plan,
  plain,
  type See,
  wish,
} from "./deed.ts";

const inMiddle =
  (...kinds: readonly string[]): See<boolean> =>
  ({ middle }) =>
    kinds.includes(middle.kind);
const sitsInMiddle: See<boolean> = ({ seats }, own) =>
  seats.some(({ id, inMiddle: sits }) => id === own.seat && sits);

const SECOND_MS = 1000;
const never: See<boolean> = () => false;
const timedTurns: See<boolean> = both(
  leadingIn("meeting"),
  (_circle, own) => (own.console?.plan.turnMs ?? 0) > 0,
);
const TEMPLATES = Object.keys(templates) as Template[];
const LIGHTS: readonly Light[] = ["day", "dusk", "night"];
const PIECES: readonly Piece[] = ["shell", "stick", "lantern"];
const ORDERS: readonly HandOrder[] = ["as-raised", "least-heard", "newcomers-first", "picked"];
/** What a turn can be shortened to, seconds. */
const SHORTER_S = ["60", "90", "120", "150", "180"] as const;
/** At most six twos in a circle of twelve. */
const GROUPS = ["1", "2", "3", "4", "5", "6"] as const;

const oneOf = <T extends string>(all: readonly T[], choice: string | undefined): T | undefined =>
  all.find((one) => one === choice);

/** What a format adds to the piece that goes round. */
export const forFormats = {
  "claim-piece": {
    ...plain(
      "middle",
      "claim-piece",
      both(inMiddle("popcorn", "worship"), ({ floor }) => floor.kind === "none"),
    ),
    pressed: (_circle, own) => own.claimed,
  },
  "hand-to": {
    group: "holding",
    shown: both(heldByMe, inMiddle("popcorn")),
    enabled: may("hand-on"),
    asks: () => ["person"],
    does: ({ target }) => (target ? wish({ type: "hand-on", target }) : null),
  },
  "sit-in-middle": plain(
    "middle",
    "sit-in-middle",
    both(inMiddle("bowl"), (circle, own) => !sitsInMiddle(circle, own) && !own.claimed),
  ),
  "step-back": plain(
    "middle",
    "step-back",
    both(inMiddle("bowl"), (circle, own) => sitsInMiddle(circle, own) || own.claimed),
  ),
  "join-group": plain("middle", "join-group", (_circle, own) => own.invitedWith.length > 0),
  "stay-by-fire": plain("middle", "stay-by-fire", both(inMiddle("groups"), may("stay-by-fire"))),
  "call-facilitator": plain("middle", "call-facilitator", inMiddle("groups")),
  "keep-apart": {
    group: "everyone",
    shown: ({ seats }) => seats.length > 1,
    enabled: may("keep-apart"),
    asks: () => ["person"],
    does: ({ target }) => (target ? wish({ type: "keep-apart", target }) : null),
  },
  "end-apart": {
    group: "person",
    shown: (_circle, own, target) => target !== undefined && own.apart.includes(target),
    enabled: may("end-apart"),
    does: ({ target }) => (target ? wish({ type: "end-apart", target }) : null),
  },
  thank: {
    group: "person",
    shown: (circle, own, target) =>
      facilitates(circle, own) &&
      circle.seats.some(({ id, inMiddle: sits }) => id === target && sits),
    enabled: may("thank"),
    asks: () => ["reason"],
    does: ({ target, reason }) =>
      target && reason ? wish({ type: "thank", target, reason }) : null,
  },
  knock: {
    group: "facilitator",
    shown: both(facilitates, inMiddle("groups")),
    enabled: may("knock"),
    asks: () => ["choice"],
    choices: ({ seats }) =>
      GROUPS.filter((number) => seats.some(({ group }) => group === Number(number))),
    does: ({ choice }) =>
      choice === undefined ? null : wish({ type: "knock", group: Number(choice) }),
  },
  "leave-group": plain("facilitator", "leave-group", both(facilitates, inMiddle("groups"))),
  gather: plain("facilitator", "gather", both(facilitates, inMiddle("groups"))),
  "order-hands": {
    group: "facilitator",
    shown: leadingIn("meeting"),
    enabled: may("order-hands"),
    asks: () => ["choice"],
    choices: () => ORDERS,
    does: ({ choice }) => {
      const order = oneOf(ORDERS, choice);
      return order ? wish({ type: "order-hands", order }) : null;
    },
  },
  "change-sheet": {
    group: "facilitator",
    shown: leadingIn("scheduled", "lobby", "meeting"),
    enabled: may("change-sheet"),
    does: ({ sheet }) =>
      sheet ? wish({ type: "change-sheet", ...sheet }) : { kind: "open", what: "sheet" },
  },
  "use-template": {
    group: "facilitator",
    shown: leadingIn("scheduled", "lobby", "meeting"),
    enabled: may("change-sheet"),
    asks: () => ["choice"],
    choices: () => TEMPLATES,
    does: ({ choice }, circle) => {
      const template = oneOf(TEMPLATES, choice);
      return template
        ? wish({
            type: "change-sheet",
            from: circle.segment.index + 1,
            segments: templates[template],
          })
        : null;
    },
  },
  "shorten-turns": {
    group: "facilitator",
    shown: timedTurns,
    enabled: may("shorten-turns"),
    asks: () => ["choice"],
    choices: () => SHORTER_S,
    does: ({ choice }) => {
      const seconds = oneOf(SHORTER_S, choice);
      return seconds ? wish({ type: "shorten-turns", turnMs: Number(seconds) * SECOND_MS }) : null;
    },
  },
  /** To the length that the plan suggests: given with the button. */
  "shorten-now": {
    group: "facilitator",
    shown: never,
    enabled: may("shorten-turns"),
    does: ({ turnMs }) => (turnMs == null ? null : wish({ type: "shorten-turns", turnMs })),
  },
  "change-place": {
    group: "facilitator",
    shown: leadingIn("scheduled", "lobby", "meeting", "afterglow"),
    enabled: may("change-place"),
    asks: () => ["choice"],
    choices: (_circle, own) => own.console?.places ?? [],
    does: ({ choice }) =>
      choice === undefined ? null : wish({ type: "change-place", place: choice }),
  },
  "change-light": {
    group: "facilitator",
    shown: leadingIn("scheduled", "lobby", "meeting", "afterglow"),
    enabled: may("change-light"),
    asks: () => ["choice"],
    choices: () => LIGHTS,
    does: ({ choice }) => {
      const light = oneOf(LIGHTS, choice);
      return light ? wish({ type: "change-light", light }) : null;
    },
  },
  "choose-piece": {
    group: "facilitator",
    shown: leadingIn("scheduled", "lobby", "meeting"),
    enabled: may("choose-piece"),
    asks: () => ["choice"],
    choices: () => PIECES,
    does: ({ choice }) => {
      const piece = oneOf(PIECES, choice);
      return piece ? wish({ type: "choose-piece", piece }) : null;
    },
  },
  volunteer: plain("middle", "volunteer", overlaid("no-facilitator")),
} as const satisfies Record<string, Plan>;
