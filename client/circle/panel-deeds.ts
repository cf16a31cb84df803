import type { PowerReason } from "#rules/circle/state.ts";
import type { CircleView, OwnView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { say, type WordKey } from "../ui/say.ts";
import type { Asked, DeedAnswer } from "../world/deed.ts";
import { deeds, type Deed } from "../world/deeds.ts";
import type { Intents } from "../world/intents.ts";
import { choiceWords } from "./choice-words.ts";
import type { Answers, DeedTab, PanelDeed, Question } from "./panel-page.ts";

export interface PanelSetting {
  readonly circle: CircleView;
  readonly own: OwnView;
  readonly intents: Intents;
}

const REASONS: readonly PowerReason[] = ["time", "safety", "tech", "care"];
const KINDS = ["hurtful", "recording", "identifying", "other"] as const;
/** Quick sentences for whoever cannot type here, and questions for a round. */
const PHRASES = [
  "panel.phrase.1",
  "panel.phrase.2",
  "panel.phrase.3",
  "panel.phrase.4",
  "panel.phrase.5",
  "panel.phrase.6",
  "panel.phrase.7",
  "panel.phrase.8",
  "panel.phrase.9",
  "panel.phrase.10",
  "panel.phrase.11",
  "panel.phrase.12",
] as const;
const PROMPTS = [
  "panel.prompt.1",
  "panel.prompt.2",
  "panel.prompt.3",
  "panel.prompt.4",
  "panel.prompt.5",
  "panel.prompt.6",
  "panel.prompt.7",
  "panel.prompt.8",
] as const;

const TAB: Readonly<Record<Deed["group"], DeedTab>> = {
  offered: "me",
  holding: "me",
  middle: "me",
  everyone: "me",
  "taking-part": "me",
  facilitator: "guide",
  door: "guide",
  person: "guide",
};

/** The piece, the middle and one's own group are what the ring is about. */
const BESIDE_RING: ReadonlySet<Deed["group"]> = new Set(["offered", "holding", "middle"]);

/** What is needed first comes first: everything of the first page is one press away. */
const ORDER: readonly Deed["group"][] = [
  "offered",
  "holding",
  "middle",
  "everyone",
  "taking-part",
  "door",
  "facilitator",
  "person",
];

/** Of what everybody may do, these must never be on a second page. */
const NEEDED: readonly string[] = [
  "microphone",
  "raise-hand",
  "lower-hand",
  "safe-place",
  "step-in",
  "leave",
  "help-now",
];
const rank = ({ id }: Deed): number => {
  const at = NEEDED.indexOf(id);
  return at < 0 ? NEEDED.length : at;
};

/** Leaving and asking for help are asked twice: a ray slips more easily than a mouse. */
const ASKED_TWICE: ReadonlySet<string> = new Set(["leave", "help-now"]);

const sentences = (keys: readonly WordKey[]) => keys.map((id) => ({ id, label: say(id) }));

const freeChairs = ({ chairs, seats }: CircleView) =>
  Array.from({ length: chairs }, (_, chair) => chair).filter(
    (chair) => !seats.some((seat) => seat.chair === chair),
  );

/** Whom a deed may be done to: those at the door, or those in the circle. */
function candidates(deed: Deed, { circle, own }: PanelSetting) {
  const all = deed.group === "door" ? own.door : circle.seats;
  return all
    .filter(({ id }) => id !== own.seat && deed.shown(circle, own, id))
    .map(({ id, name }) => ({ id, label: name }));
}

function questionFor(asked: Asked, deed: Deed, setting: PanelSetting): Question {
  const { circle } = setting;
  const choices = {
    reason: () => REASONS.map((id) => ({ id, label: say(`reason.${id}`) })),
    person: () => candidates(deed, setting),
    chair: () =>
      freeChairs(circle).map((chair) => ({
        id: String(chair),
        label: say("panel.chair", { number: chair + 1 }),
      })),
    prompt: () => sentences(PROMPTS),
    choice: () =>
      (deed.choices?.(circle, setting.own) ?? []).map((id) => ({ id, label: choiceWords(id) })),
  }[asked]();
  return { id: asked, text: say(`panel.ask.${asked}`), choices, confirmed: asked === "reason" };
}

function questionsOf(deed: Deed, setting: PanelSetting): readonly Question[] {
  const { circle, own } = setting;
  const person = deed.group === "person" || deed.group === "door" ? (["person"] as const) : [];
  const asked: readonly Asked[] = [...person, ...deed.asks(circle, own)];
  const questions = asked.map((one) => questionFor(one, deed, setting));
  if (deed.id === "report") {
    const choices = KINDS.map((id) => ({ id, label: say(`report.${id}`) }));
    return [{ id: "kind", text: say("panel.ask.report"), choices, confirmed: true }];
  }
  if (!ASKED_TWICE.has(deed.id)) return questions;
  return [...questions, { id: "sure", text: say("panel.ask.sure"), choices: [], confirmed: true }];
}

function answerOf(answers: Answers): DeedAnswer {
  const { reason, person, chair, prompt, choice } = answers;
  return {
    ...(reason === undefined ? {} : { reason: reason as PowerReason }),
    ...(person === undefined ? {} : { target: person as SeatId }),
    ...(choice === undefined ? {} : { choice }),
    ...(chair === undefined ? {} : { chair: Number(chair) }),
    ...(prompt === undefined ? {} : { prompt: say(prompt as WordKey) }),
  };
}

function act(deed: Deed, answers: Answers, { circle, own, intents }: PanelSetting): void {
  const doing = deed.does(answerOf(answers), circle, own);
  if (doing?.kind === "wish") intents.wish(doing.wish);
  else if (doing?.kind === "leave") intents.leave();
  else if (doing?.what === "help-now") intents.helpNow();
  else if (doing?.what === "report") {
    const kind = KINDS.find((one) => one === answers["kind"]) ?? "other";
    intents.report({ kind, text: "" });
  }
}

function kindOf(deed: Deed, circle: CircleView, own: OwnView): PanelDeed["kind"] {
  if (deed.group === "offered" || deed.id === "hand-on") return "first";
  if (deed.pressed?.(circle, own)) return "chosen";
  return deed.id === "help-now" || deed.id === "lockdown" ? "warning" : "plain";
}

function fromDeed(deed: Deed, setting: PanelSetting): PanelDeed {
  const { circle, own } = setting;
  return {
    id: deed.id,
    label: say(deed.words),
    tab: TAB[deed.group],
    besideRing: BESIDE_RING.has(deed.group),
    kind: kindOf(deed, circle, own),
    enabled: deed.enabled(circle, own),
    asks: questionsOf(deed, setting),
    act: (answers) => act(deed, answers, setting),
  };
}

/** Deeds about somebody are shown once, with the question about whom; none when there is nobody. */
function shown(deed: Deed, setting: PanelSetting): boolean {
  const { circle, own } = setting;
  // What a dialog of the page would set is on the panel's own tab.
  if (deed.id === "settings" || deed.id === "change-sheet") return false;
  if (deed.group === "person" || deed.group === "door") return candidates(deed, setting).length > 0;
  return deed.shown(circle, own);
}

const phrases = ({ intents }: PanelSetting): readonly PanelDeed[] =>
  sentences(PHRASES).map(({ id, label }) => ({
    id,
    label,
    tab: "talk",
    kind: "plain",
    enabled: true,
    asks: [],
    act: () => intents.say(label),
  }));

/** Every command of the one registry, what is needed first comes first; then the quick sentences. */
export function panelDeeds(setting: PanelSetting): readonly PanelDeed[] {
  return [
    ...ORDER.flatMap((group) =>
      deeds
        .filter((deed) => deed.group === group && shown(deed, setting))
        .toSorted((a, b) => rank(a) - rank(b)),
    ).map((deed) => fromDeed(deed, setting)),
    ...phrases(setting),
  ];
}
