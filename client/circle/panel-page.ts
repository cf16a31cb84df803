import { MORE, type PanelButton, type PanelPage } from "./panel-layout.ts";
import type { PanelRing } from "./panel-ring.ts";

/** Something a deed needs to know first. Everything is chosen, nothing need be typed in a headset. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** Chosen first, then confirmed with a button of the deed's own name. Without choices: "are you sure". */
  readonly confirmed: boolean;
}

export type Answers = Readonly<Record<string, string>>;
/** Tabs with commands; "ring" shows the circle from above, beside what can be done about its middle. */
export type DeedTab = "me" | "talk" | "guide" | "view";
export type PanelTab = DeedTab | "ring";

/** One command as the panel offers it. */
export interface PanelDeed {
  readonly id: string;
  readonly label: string;
  readonly tab: DeedTab;
  /** Shown beside the ring, too. */
  readonly besideRing?: boolean;
  readonly kind: PanelButton["kind"];
  readonly enabled: boolean;
  readonly asks: readonly Question[];
  act(answers: Answers): void;
}

/** A tab, or a deed that is still being asked about. */
export interface PanelState {
  readonly tab: PanelTab;
  readonly page: number;
  readonly asking: {
    readonly deed: string;
    readonly answers: Answers;
    readonly chosen: string;
  } | null;
}

export const firstPanel: PanelState = { tab: "me", page: 0, asking: null };

/** The panel's own sentences; deeds bring theirs. */
interface PanelWords {
  readonly tabs: Readonly<Record<DeedTab, string>>;
  readonly back: string;
  readonly more: string;
}

export interface PanelFacts {
  readonly title: string;
  readonly lines: readonly string[];
  readonly deeds: readonly PanelDeed[];
  readonly words: PanelWords;
  readonly ring?: { readonly label: string; readonly shown: PanelRing };
}

const TABS: readonly DeedTab[] = ["me", "talk", "guide", "view"];

const button = (
  id: string,
  label: string,
  kind: PanelButton["kind"] = "plain",
  enabled = true,
): PanelButton => ({ id, label, kind, enabled });

const openQuestion = (deed: PanelDeed, answers: Answers): Question | undefined =>
  deed.asks.find(({ id }) => answers[id] === undefined);

function askPage(deed: PanelDeed, answers: Answers, chosen: string, words: PanelWords): PanelPage {
  const question = openQuestion(deed, answers);
  const choices = (question?.choices ?? []).map(({ id, label }) =>
    button(`choice:${id}`, label, id === chosen ? "chosen" : "plain"),
  );
  const ready = choices.length === 0 || chosen !== "";
  const confirm = question?.confirmed ? [button("confirm", deed.label, "first", ready)] : [];
  return {
    tabs: [],
    title: deed.label,
    lines: question ? [question.text] : [],
    buttons: [...choices, ...confirm, button("back", words.back)],
    ring: null,
  };
}

/** What is on the panel now. Pure. */
export function panelPage(state: PanelState, facts: PanelFacts): PanelPage {
  const { deeds, words, title, lines } = facts;
  const { asking } = state;
  const asked = asking && deeds.find(({ id }) => id === asking.deed);
  if (asked) return askPage(asked, asking.answers, asking.chosen, words);
  const tabs = TABS.filter((tab) => deeds.some((deed) => deed.tab === tab));
  const ring = state.tab === "ring" ? (facts.ring ?? null) : null;
  const open = tabs.find((tab) => tab === state.tab) ?? "me";
  const chosen = ring ? "ring" : open;
  const named = [
    ...tabs.map((tab) => ({ tab: tab as PanelTab, label: words.tabs[tab] })),
    ...(facts.ring ? [{ tab: "ring" as PanelTab, label: facts.ring.label }] : []),
  ];
  return {
    tabs: named.map(({ tab, label }) =>
      button(`tab:${tab}`, label, tab === chosen ? "chosen" : "plain"),
    ),
    title,
    lines: ring ? ring.shown.sentences : lines,
    buttons: deeds
      .filter(({ tab, besideRing = false }) => (ring ? besideRing : tab === open))
      .map(({ id, label, kind, enabled }) => button(`deed:${id}`, label, kind, enabled)),
    ring: ring?.shown ?? null,
  };
}

/** With every answer a deed is done and the panel goes back to its tab; else the next question is shown. */
function goOn(state: PanelState, deed: PanelDeed, answers: Answers): PanelState {
  if (openQuestion(deed, answers))
    return { ...state, page: 0, asking: { deed: deed.id, answers, chosen: "" } };
  deed.act(answers);
  return { ...state, page: 0, asking: null };
}

function pressAsked(state: PanelState, pressed: string, deeds: readonly PanelDeed[]): PanelState {
  const { asking } = state;
  const deed = asking && deeds.find(({ id }) => id === asking.deed);
  const question = deed && openQuestion(deed, asking.answers);
  if (!question) return { ...state, page: 0, asking: null };
  if (pressed === "confirm") {
    const sure = question.choices.length === 0 || asking.chosen !== "";
    return sure ? goOn(state, deed, { ...asking.answers, [question.id]: asking.chosen }) : state;
  }
  const choice = pressed.replace(/^choice:/, "");
  return question.confirmed
    ? { ...state, asking: { ...asking, chosen: choice } }
    : goOn(state, deed, { ...asking.answers, [question.id]: choice });
}

/** What one press does. */
export function pressPanel(
  state: PanelState,
  pressed: string,
  deeds: readonly PanelDeed[],
): PanelState {
  if (pressed === MORE) return { ...state, page: state.page + 1 };
  if (pressed === "back") return { ...state, page: 0, asking: null };
  if (pressed.startsWith("tab:"))
    return { tab: pressed.slice(4) as PanelTab, page: 0, asking: null };
  if (pressed.startsWith("deed:")) {
    const deed = deeds.find(({ id }) => id === pressed.slice(5));
    return deed?.enabled ? goOn(state, deed, {}) : state;
  }
  return pressAsked(state, pressed, deeds);
}
