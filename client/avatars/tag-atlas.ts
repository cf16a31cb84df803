import { CanvasTexture, LinearMipmapLinearFilter, SRGBColorSpace } from "three";

/** One texture for all names: 36 slots in three columns, drawn at two thirds of 512 × 128. */
export const ATLAS = {
  size: 1024,
  columns: 3,
  slotWidth: 512,
  slotHeight: 128,
  slots: 36,
  /** Pixels of the texture for one of a slot's own. */
  scale: 2 / 3,
} as const;

/** What a tag says besides the name. */
export type TagMark = "none" | "hand" | "muted" | "away" | "reconnecting";

/** The corner of a slot, in the texture's pixels. */
export const slotRect = (slot: number): { readonly x: number; readonly y: number } => ({
  x: (slot % ATLAS.columns) * ATLAS.slotWidth * ATLAS.scale,
  y: Math.floor(slot / ATLAS.columns) * ATLAS.slotHeight * ATLAS.scale,
});

const FONT_PX = 58;
const PADDING = 34;
const MARK_PX = 66;
/** Room for the three bars that move while somebody speaks. */
const BARS_PX = 54;

/** Where things lie in a slot for a name of this width (in pixels, at the font's full size). */
export function tagLayout(textWidth: number, mark: TagMark) {
  const markWidth = mark === "none" ? 0 : MARK_PX;
  const room = ATLAS.slotWidth - 2 * PADDING - markWidth - BARS_PX;
  const shrink = Math.min(1, room / Math.max(1, textWidth));
  // Smaller than this is unreadable across the circle: the name is cut short instead.
  const fontPx = Math.max(40, Math.floor(FONT_PX * shrink));
  const text = Math.min(room, (textWidth * fontPx) / FONT_PX);
  const pill = 2 * PADDING + markWidth + text + BARS_PX;
  const left = (ATLAS.slotWidth - pill) / 2;
  return {
    pill,
    left,
    fontPx,
    markAt: left + PADDING + MARK_PX / 2 - 8,
    textAt: left + PADDING + markWidth,
    room,
    /** Where the bars stand, as parts of the slot's width. */
    barsAt: (left + pill - BARS_PX + 4) / ATLAS.slotWidth,
  };
}

const family = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

function drawHand(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.roundRect(-15, -4, 30, 30, 12);
  for (const [x, top] of [
    [-15, -18],
    [-5, -26],
    [5, -24],
    [14, -14],
  ] as const)
    pen.roundRect(x - 3.5, top, 7.5, 30, 4);
  pen.fill();
}

function drawMuted(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.roundRect(-9, -27, 18, 34, 9);
  pen.fill();
  pen.lineWidth = 5;
  pen.beginPath();
  pen.arc(0, -4, 18, 0.15, Math.PI - 0.15);
  pen.moveTo(0, 14);
  pen.lineTo(0, 26);
  pen.moveTo(-24, -24);
  pen.lineTo(24, 24);
  pen.stroke();
}

function drawMoon(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(0, 0, 24, 0.9, Math.PI * 2 - 0.2);
  pen.arc(10, -9, 20, Math.PI * 2 - 0.5, 1.15, true);
  pen.fill();
}

function drawDots(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  for (const x of [-20, 0, 20]) {
    pen.moveTo(x + 7, 0);
    pen.arc(x, 0, 7, 0, Math.PI * 2);
  }
  pen.fill();
}

const marks: Readonly<Record<Exclude<TagMark, "none">, (pen: CanvasRenderingContext2D) => void>> = {
  hand: drawHand,
  muted: drawMuted,
  away: drawMoon,
  reconnecting: drawDots,
};
/** What is written and on what; over whatever lies behind, the contrast holds (test/client/scene-piece-and-tags). */
export const INKS = {
  paper: [38, 27, 22],
  cover: 0.9,
  name: "#f6ead6",
  marks: { hand: "#ffc873", muted: "#f0b3a4", away: "#b9c7ea", reconnecting: "#d8d8d8" },
} as const;
const markColour = INKS.marks;

function shorten(pen: CanvasRenderingContext2D, name: string, room: number): string {
  if (pen.measureText(name).width <= room) return name;
  const letters = Array.from(name);
  while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("")}…`;
}

interface TagShape {
  /** Width of the pill, and where the bars stand, both as parts of the slot's width. */
  readonly width: number;
  readonly barsAt: number;
}

export interface TagAtlas {
  readonly texture: CanvasTexture;
  draw(slot: number, name: string, mark: TagMark, guides: boolean): TagShape;
}

function drawTag(
  pen: CanvasRenderingContext2D,
  slot: number,
  name: string,
  mark: TagMark,
  guides: boolean,
): TagShape {
  const { x, y } = slotRect(slot);
  const middle = ATLAS.slotHeight / 2;
  pen.save();
  pen.translate(x, y);
  pen.scale(ATLAS.scale, ATLAS.scale);
  pen.clearRect(0, 0, ATLAS.slotWidth, ATLAS.slotHeight);
  pen.font = `600 ${FONT_PX}px ${family}`;
  const layout = tagLayout(pen.measureText(name).width, mark);
  pen.fillStyle = `rgba(${INKS.paper.join(", ")}, ${INKS.cover})`;
  pen.beginPath();
  pen.roundRect(layout.left, middle - 48, layout.pill, 96, 48);
  pen.fill();
  if (guides) {
    // Whoever holds the frame has a thin gold line around the name.
    pen.strokeStyle = "#d9a95e";
    pen.lineWidth = 4;
    pen.stroke();
  }
  if (mark !== "none") {
    pen.save();
    pen.translate(layout.markAt, middle);
    pen.fillStyle = markColour[mark];
    pen.strokeStyle = markColour[mark];
    marks[mark](pen);
    pen.restore();
  }
  pen.font = `600 ${layout.fontPx}px ${family}`;
  pen.fillStyle = INKS.name;
  pen.textBaseline = "middle";
  pen.textAlign = "start";
  pen.fillText(shorten(pen, name, layout.room), layout.textAt, middle + 3);
  pen.restore();
  return { width: layout.pill / ATLAS.slotWidth, barsAt: layout.barsAt };
}

export function makeTagAtlas(): TagAtlas {
  const canvas = document.createElement("canvas");
  canvas.width = ATLAS.size;
  canvas.height = ATLAS.size;
  // No pen in a browser without Canvas 2D: then there are no names in 3D, and nothing else is lost.
  const pen = canvas.getContext("2d");
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.anisotropy = 4;
  return {
    texture,
    draw(slot, name, mark, guides) {
      if (!pen) return { width: 1, barsAt: 1 };
      const shape = drawTag(pen, slot, name, mark, guides);
      texture.needsUpdate = true;
      return shape;
    },
  };
}
