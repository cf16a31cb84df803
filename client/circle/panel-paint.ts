import { PANEL, type PanelLayout, type Placed } from "./panel-layout.ts";
import { paintRing } from "./panel-paint-ring.ts";

const family = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Text on its ground: each pair has a contrast of at least 4.5 to 1. Nothing is pure white or black. */
export const PANEL_COLOURS = {
  ground: "#2a1f1a",
  edge: "#8a6a45",
  title: "#f4e8d4",
  text: "#dccfbb",
  plain: ["#4a382d", "#f4e8d4"],
  first: ["#e0a04e", "#22150c"],
  chosen: ["#7f9a86", "#141c16"],
  warning: ["#8c3f33", "#fbe9e2"],
  off: ["#362a23", "#a39584"],
} as const;

function fitted(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > width) letters.pop();
  return `${letters.join("")}…`;
}

/** One or two lines of a label, broken at a space near the middle. */
function broken(pen: CanvasRenderingContext2D, label: string, width: number): readonly string[] {
  if (pen.measureText(label).width <= width) return [label];
  const words = label.split(" ");
  let first = "";
  while (words.length > 1 && pen.measureText(`${first} ${words[0] ?? ""}`).width <= width)
    first = `${first} ${words.shift() ?? ""}`.trim();
  return first === "" ? [fitted(pen, label, width)] : [first, fitted(pen, words.join(" "), width)];
}

function paintButton(pen: CanvasRenderingContext2D, one: Placed, over: boolean): void {
  const [ground, ink] = one.enabled ? PANEL_COLOURS[one.kind] : PANEL_COLOURS.off;
  pen.beginPath();
  pen.roundRect(one.x, one.y, one.w, one.h, 18);
  pen.fillStyle = ground;
  pen.fill();
  if (over && one.enabled) {
    pen.strokeStyle = "#ffdca0";
    pen.lineWidth = 6;
    pen.stroke();
  }
  pen.font = `600 30px ${family}`;
  pen.fillStyle = ink;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const lines = broken(pen, one.label, one.w - 28);
  lines.forEach((line, i) =>
    pen.fillText(line, one.x + one.w / 2, one.y + one.h / 2 + (i - (lines.length - 1) / 2) * 34),
  );
}

/** As many words as fit in each line. */
function wrapped(pen: CanvasRenderingContext2D, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = `${last ?? ""} ${word}`;
    if (last !== undefined && pen.measureText(longer).width <= width)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => fitted(pen, line, width));
}

/** The sentences beside the ring; those for which there is no more room are said by the ring itself. */
function paintBeside(pen: CanvasRenderingContext2D, ring: NonNullable<PanelLayout["ring"]>): void {
  const { x, w, bottom } = ring.text;
  const step = 34;
  let y = ring.y + 30;
  pen.textAlign = "start";
  pen.textBaseline = "middle";
  ring.shown.sentences.forEach((sentence, at) => {
    pen.font = `${at === 0 ? 600 : 400} 27px ${family}`;
    pen.fillStyle = at === 0 ? PANEL_COLOURS.title : PANEL_COLOURS.text;
    const lines = wrapped(pen, sentence, w);
    if (y + (lines.length - 1) * step > bottom) return;
    lines.forEach((line, i) => pen.fillText(line, x, y + i * step));
    y += lines.length * step + 10;
  });
}

/** Draws the whole panel. `over` is the button under the pointer. */
export function paintPanel(pen: CanvasRenderingContext2D, layout: PanelLayout, over: string): void {
  const { width, height, edge } = PANEL;
  pen.clearRect(0, 0, width, height);
  pen.beginPath();
  pen.roundRect(3, 3, width - 6, height - 6, 40);
  pen.fillStyle = PANEL_COLOURS.ground;
  pen.fill();
  pen.strokeStyle = PANEL_COLOURS.edge;
  pen.lineWidth = 4;
  pen.stroke();
  pen.textBaseline = "middle";
  pen.textAlign = "start";
  pen.fillStyle = PANEL_COLOURS.title;
  pen.font = `650 38px ${family}`;
  pen.fillText(fitted(pen, layout.title.text, width - 2 * edge), edge, layout.title.y);
  pen.fillStyle = PANEL_COLOURS.text;
  pen.font = `400 30px ${family}`;
  for (const line of layout.lines)
    pen.fillText(fitted(pen, line.text, width - 2 * edge), edge, line.y);
  if (layout.ring) {
    paintRing(pen, layout.ring.shown, layout.ring);
    paintBeside(pen, layout.ring);
  }
  for (const one of layout.placed) paintButton(pen, one, one.id === over);
}
