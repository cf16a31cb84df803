import type { PanelRing } from "./panel-ring.ts";
import type { DrawnPerson, RingDrawing } from "./ring-drawing.ts";
import { nameLines } from "./seat-words.ts";

/** Where the ring lies on the panel: its middle and its radius, in pixels. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

type Pen = CanvasRenderingContext2D;

const INK = "#f4e8d4";
const GLOW = "#f0a64d";
const LEAF = "#8fb59a";
/** A chair in radii of the ring, as on the page. */
const CHAIR = 27 / 118;

function disc(pen: Pen, x: number, y: number, r: number, fill: string): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

function hoop(pen: Pen, x: number, y: number, r: number, stroke: string, width: number): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.stroke();
}

function paintLight(pen: Pen, { x, y, r }: Frame, light: RingDrawing["light"]): void {
  disc(pen, x, y, r * 0.25, "rgb(255 206 128 / 28%)");
  if (light === "still" || light === "bell")
    for (const at of [0.26, 0.34]) hoop(pen, x, y, r * at, "rgb(246 223 174 / 75%)", 2);
  if (light === "bell") {
    pen.beginPath();
    pen.arc(x, y - r * 0.05, r * 0.16, 0, Math.PI);
    pen.fillStyle = "#c79a4e";
    pen.fill();
    return;
  }
  const large = light === "fire" ? 1.5 : 1;
  pen.fillStyle = light === "fire" ? "#5b3b22" : "#f7ead2";
  const [w, h] = light === "fire" ? [r * 0.26, r * 0.05] : [r * 0.1, r * 0.15];
  pen.fillRect(x - w / 2, y, w, h);
  pen.beginPath();
  pen.ellipse(x, y - r * 0.09 * large, r * 0.05 * large, r * 0.09 * large, 0, 0, 2 * Math.PI);
  pen.fillStyle = "#ffb84f";
  pen.fill();
}

function paintFigure(pen: Pen, ring: PanelRing, person: DrawnPerson, frame: Frame): void {
  const known = ring.people.get(person.seat);
  if (!known) return;
  const { outfit, name } = known;
  const x = frame.x + person.x * frame.r;
  const y = frame.y + person.y * frame.r;
  const r = CHAIR * frame.r * person.size;
  pen.globalAlpha = person.gone === "" ? 1 : 0.4;
  const held = person.piece === "has" || person.piece === "asked";
  if (held) disc(pen, x, y, r * 1.24, "rgb(240 166 77 / 40%)");
  if (held) hoop(pen, x, y, r * 1.24, GLOW, 4);
  disc(pen, x, y, r, "#56705f");
  hoop(pen, x, y, r, "#86a08c", 2);
  pen.save();
  pen.beginPath();
  pen.rect(x - r, y - r * 2.2, 2 * r, r * 2.2);
  pen.arc(x, y, r, 0, Math.PI);
  pen.clip();
  pen.beginPath();
  pen.ellipse(x, y + r * 1.05, r * 0.8, r * 1.25, 0, 0, 2 * Math.PI);
  pen.fillStyle = outfit.cloth;
  pen.fill();
  pen.restore();
  pen.beginPath();
  pen.ellipse(x, y - r * 0.62, r * 0.66, r * 0.7, 0, 0, 2 * Math.PI);
  pen.fillStyle = outfit.crown === "none" ? outfit.skin : outfit.crownColour;
  pen.fill();
  pen.beginPath();
  pen.ellipse(x, y - r * 0.5, r * 0.6, r * 0.6, 0, 0, 2 * Math.PI);
  pen.fillStyle = outfit.skin;
  pen.fill();
  for (const side of [-1, 1]) disc(pen, x + side * r * 0.22, y - r * 0.48, r * 0.08, "#332a33");
  if (person.next) {
    pen.setLineDash([10, 7]);
    hoop(pen, x, y, r * 1.24, LEAF, 4);
    pen.setLineDash([]);
  }
  if (person.hand) {
    disc(pen, x + r * 0.8, y - r * 0.85, r * 0.36, "#ffd58c");
    hoop(pen, x + r * 0.8, y - r * 0.85, r * 0.36, "#8a5a22", 2);
  }
  pen.globalAlpha = 1;
  paintName(pen, name, { x, y: y + r * 1.25, r }, person.size === 1);
}

function paintName(pen: Pen, name: string, at: Frame, large: boolean): void {
  pen.font = `600 ${large ? 22 : 19}px system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineWidth = 6;
  pen.lineJoin = "round";
  pen.strokeStyle = "#2a1f1a";
  pen.fillStyle = INK;
  nameLines(name, large ? 12 : 7).forEach((line, index) => {
    const y = at.y + 6 + index * (large ? 24 : 20);
    pen.strokeText(line, at.x, y);
    pen.fillText(line, at.x, y);
  });
}

function paintClock(pen: Pen, { x, y, r }: Frame, left: number | null, warned: boolean): void {
  if (left === null) return;
  pen.beginPath();
  pen.arc(x, y, r * 0.39, -Math.PI / 2, -Math.PI / 2 + left * 2 * Math.PI);
  pen.strokeStyle = warned ? GLOW : "#f6dfae";
  pen.lineWidth = 8;
  pen.lineCap = "round";
  pen.stroke();
}

/** The ring in a square of the panel: the same drawing as on the page, with simpler figures. */
export function paintRing(
  pen: Pen,
  ring: PanelRing,
  box: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { drawing } = ring;
  const frame = { x: box.x + box.size / 2, y: box.y + box.size * 0.51, r: box.size * 0.365 };
  const { x, y, r } = frame;
  disc(pen, x, y, r * 0.78, "#7c4c40");
  disc(pen, x, y, r * 0.63, "#5b4d4c");
  disc(pen, x, y, r * 0.47, "#2f4653");
  paintClock(pen, frame, ring.left, ring.warned);
  paintLight(pen, frame, drawing.light);
  const inPlace = new Set(drawing.people.filter(({ size }) => size === 1).map(({ seat }) => seat));
  pen.setLineDash([6, 7]);
  for (const chair of drawing.chairs.filter(({ seat }) => seat === null || !inPlace.has(seat)))
    hoop(
      pen,
      x + chair.x * drawing.chairsAt * r,
      y + chair.y * drawing.chairsAt * r,
      drawing.chairsAt > 1 ? r * 0.06 : r * CHAIR,
      "#8a6a45",
      2,
    );
  for (const inner of drawing.inner)
    hoop(pen, x + inner.x * r, y + inner.y * r, r * 0.15, "#c9a878", 2);
  pen.setLineDash([]);
  for (const group of drawing.groups) {
    disc(pen, x + group.x * r, y + group.y * r, group.radius * r, "rgb(42 31 26 / 80%)");
    hoop(
      pen,
      x + group.x * r,
      y + group.y * r,
      group.radius * r,
      group.mine ? GLOW : "#8a6a45",
      group.mine ? 5 : 2,
    );
  }
  for (const person of drawing.people) paintFigure(pen, ring, person, frame);
  if (drawing.piece) paintPiece(pen, x + drawing.piece.x * r, y + drawing.piece.y * r, r * 0.1);
}

function paintPiece(pen: Pen, x: number, y: number, r: number): void {
  pen.beginPath();
  pen.ellipse(x, y, r, r * 0.85, 0, 0, 2 * Math.PI);
  pen.fillStyle = "#d9b27a";
  pen.fill();
  pen.strokeStyle = "#6d4a25";
  pen.lineWidth = 3;
  pen.stroke();
  pen.beginPath();
  pen.arc(x, y, r * 0.45, 0, 1.6 * Math.PI);
  pen.stroke();
}
