import type { PanelRing } from "./panel-ring.ts";

/** One press on the headset's panel. */
export interface PanelButton {
  readonly id: string;
  readonly label: string;
  readonly kind: "plain" | "first" | "chosen" | "warning";
  readonly enabled: boolean;
}

/** What the panel shows now: tabs, a heading, a few lines to read, and buttons (a page of them at a time). */
export interface PanelPage {
  readonly tabs: readonly PanelButton[];
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: readonly PanelButton[];
  /** The circle from above, beside the lines. */
  readonly ring?: PanelRing | null;
}

export interface Placed extends PanelButton {
  /** Pixels from the panel's upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly part: "tab" | "button";
}

/** The ring in its square, and what it says in the column beside it. */
interface PlacedRing {
  readonly shown: PanelRing;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: { readonly x: number; readonly w: number; readonly bottom: number };
}

export interface PanelLayout {
  readonly placed: readonly Placed[];
  readonly title: { readonly text: string; readonly y: number };
  readonly lines: readonly { readonly text: string; readonly y: number }[];
  /** How many pages of buttons there are. */
  readonly pages: number;
  readonly ring?: PlacedRing | null;
}

/** 0.52 × 0.42 m at arm's length: 2 pixels a millimetre. */
export const PANEL = {
  width: 1040,
  height: 840,
  pixelsPerMetre: 2000,
  edge: 28,
  gap: 20,
  button: 88,
  columns: 3,
  rows: 4,
  line: 40,
  mostLines: 4,
} as const;

export const MORE = "panel:more";
const ROOM = PANEL.columns * PANEL.rows;

const rowWidth = PANEL.width - 2 * PANEL.edge;
const columnWidth = (rowWidth - (PANEL.columns - 1) * PANEL.gap) / PANEL.columns;

function placeTabs(tabs: readonly PanelButton[]): Placed[] {
  const width = (rowWidth - (tabs.length - 1) * PANEL.gap) / Math.max(1, tabs.length);
  return tabs.map((tab, i) => {
    const x = PANEL.edge + i * (width + PANEL.gap);
    return Object.assign(
      { part: "tab", x, y: PANEL.edge, w: width, h: PANEL.button - 16 } as const,
      tab,
    );
  });
}

/** The buttons of one page; when they do not all fit, the last place turns the page. */
function pageOf(buttons: readonly PanelButton[], page: number, more: string) {
  if (buttons.length <= ROOM) return { shown: buttons, pages: 1 };
  const each = ROOM - 1;
  const pages = Math.ceil(buttons.length / each);
  const start = (page % pages) * each;
  const turn: PanelButton = { id: MORE, label: more, kind: "plain", enabled: true };
  return { shown: [...buttons.slice(start, start + each), turn], pages };
}

function placeRing(shown: PanelRing, from: number, to: number): PlacedRing {
  const size = to - from;
  const x = PANEL.edge + size + PANEL.gap;
  const w = PANEL.width - PANEL.edge - x;
  return { shown, x: PANEL.edge, y: from, size, text: { x, w, bottom: to } };
}

/** Where everything lies. Pure: the same page always looks the same. */
export function layoutPanel(content: PanelPage, page: number, more: string): PanelLayout {
  const titleY = PANEL.edge + PANEL.button + 28;
  const linesY = titleY + 50;
  const { shown, pages } = pageOf(content.buttons, page, more);
  const rows = Math.ceil(shown.length / PANEL.columns);
  const top = PANEL.height - PANEL.edge - rows * PANEL.button - (rows - 1) * PANEL.gap;
  const placed = shown.map((button, i): Placed => {
    const x = PANEL.edge + (i % PANEL.columns) * (columnWidth + PANEL.gap);
    const y = top + Math.floor(i / PANEL.columns) * (PANEL.button + PANEL.gap);
    return Object.assign(
      { part: "button", x, y, w: columnWidth, h: PANEL.button } as const,
      button,
    );
  });
  const ring = content.ring
    ? placeRing(content.ring, titleY + PANEL.gap, top - PANEL.gap / 2)
    : null;
  // Fewer buttons leave room for more to read.
  const room = Math.floor((top - linesY - 12) / PANEL.line);
  const lines = content.lines.slice(-Math.max(0, room));
  return {
    placed: [...placeTabs(content.tabs), ...placed],
    title: { text: content.title, y: titleY },
    ring,
    lines: (ring ? [] : lines).map((text, i) => ({ text, y: linesY + i * PANEL.line })),
    pages,
  };
}

/** What lies under a point of the panel (pixels); a little outside a button still counts. */
export function buttonAt(layout: PanelLayout, x: number, y: number): Placed | null {
  const slack = PANEL.gap / 2 - 1;
  return (
    layout.placed.find(
      (one) =>
        x >= one.x - slack &&
        x <= one.x + one.w + slack &&
        y >= one.y - slack &&
        y <= one.y + one.h + slack,
    ) ?? null
  );
}
