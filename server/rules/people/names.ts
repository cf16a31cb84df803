/** Why a name cannot be used; the sentences are in assets/words. */
type NameFault = "name-empty" | "name-too-long" | "name-strange" | "name-identifying";
export type NameCheck =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly fault: NameFault };

/** Shorter is an initial and looks like somebody else's; longer does not fit above a head. */
const NAME_MIN = 2;
const NAME_MAX = 24;

// Control, format (zero-width, bidi), private-use, unassigned and surrogate code points; line and paragraph separators.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;
// Letters seen as nothing: Hangul fillers, variation selectors, joiners, the blank of Braille.
const blank = /\p{Default_Ignorable_Code_Point}|\u2800/u;
// More than three marks on one letter climb out of the line.
const stacked = /\p{M}{4,}/u;
const anyLetter = /\p{L}/u;
const address =
  /@|\bhttps?:|\bwww\.|[\p{L}\p{N}]\.(?:com|org|net|de|fr|io|me|eu|uk|info|app)\b|\(at\)|\[at\]/iu;
// "+49 170 1234567", "170-123-456": what could be dialled.
const dialled = /\+\s*\d|\d(?:[\s./()-]*\d){5,}/u;

/** A pseudonym, tidied; or what is wrong with it. */
export function checkName(raw: string): NameCheck {
  if (raw.length > 4 * NAME_MAX) return fault("name-too-long");
  if (unseen.test(raw) || blank.test(raw)) return fault("name-strange");
  const name = raw.normalize("NFC").replace(/\s+/gu, " ").trim();
  const { length } = Array.from(name);
  if (length < NAME_MIN) return fault("name-empty");
  if (length > NAME_MAX) return fault("name-too-long");
  if (identifies(name)) return fault("name-identifying");
  if (stacked.test(name) || !anyLetter.test(name)) return fault("name-strange");
  return { ok: true, name };
}

const fault = (why: NameFault): NameCheck => ({ ok: false, fault: why });

function identifies(name: string): boolean {
  const plain = name.normalize("NFKC").replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
  return address.test(plain) || dialled.test(plain) || plain.replace(/\D/gu, "").length >= 6;
}

/** The value of a decimal digit in any script: Unicode keeps each script's ten in a row, starting at a multiple. */
function digitValue(digit: string): number {
  let value = 0;
  for (let point = (digit.codePointAt(0) ?? 48) - 1; value < 9; point--, value++)
    if (!/\p{Nd}/u.test(String.fromCodePoint(point))) break;
  return value;
}

/**
 * Letters that look alike in common type, each beside the Latin one it is read as. Greek ones by their
 * capitals, which are Latin to the eye; a key must not depend on case.
 */
const lookalikes: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  е: "e",
  ё: "e",
  з: "3",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
  ѕ: "s",
  і: "l",
  ї: "l",
  ј: "j",
  ԁ: "d",
  һ: "h",
  ԛ: "q",
  ԝ: "w",
  ь: "b",
  г: "r",
  п: "n",
  ӏ: "l",
  ґ: "r",
  α: "a",
  β: "b",
  γ: "y",
  ε: "e",
  η: "h",
  ι: "l",
  κ: "k",
  μ: "m",
  ν: "n",
  ο: "o",
  π: "n",
  ρ: "p",
  σ: "o",
  ς: "c",
  τ: "t",
  υ: "y",
  χ: "x",
  ω: "w",
  ϲ: "c",
  ϳ: "j",
  ζ: "z",
  δ: "d",
  ı: "l",
  ł: "l",
  ø: "o",
  đ: "d",
  ħ: "h",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ɑ: "a",
  ɡ: "g",
  ɩ: "l",
  ʀ: "r",
  ɪ: "l",
  "0": "o",
  "1": "l",
  i: "l",
  "|": "l",
  "!": "l",
  "5": "s",
  "8": "b",
  $: "s",
  "3": "e",
  "4": "a",
  "7": "t",
  "@": "a",
};

/** What a name looks like: two names with the same key could be taken for one another. */
export function nameKey(name: string): string {
  const bare = name.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const seen = Array.from(bare, (letter) => fold(letter)).join("");
  return seen
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** Folded until nothing changes: Cyrillic з looks like 3, and 3 is read as e. */
function fold(letter: string): string {
  let folded = letter;
  for (let step = 0; step < 3; step++)
    folded = Object.hasOwn(lookalikes, folded) ? (lookalikes[folded] ?? folded) : folded;
  return folded;
}

const qualities =
  "Amber Bright Calm Clear Cosy Curious Deep Drifting Early Evening Fair Fern Free Gentle Glad Golden Green Humble Kind Light Lively Long Mellow Merry Misty Moonlit Morning Mossy Open Patient Plain Quiet Rainy Restful Rising Russet Sandy Silver Slow Small Soft Spring Starry Steady Still Summer Sunny Tender Warm Wild Winter Woven".split(
    " ",
  );
const creatures =
  "Alder Aspen Badger Beaver Birch Brook Cedar Clover Crane Creek Cricket Curlew Deer Dove Elm Falcon Fern Finch Fjord Fox Glade Hare Hazel Heath Heron Hill Ibis Iris Island Juniper Kestrel Lake Lark Linden Lynx Maple Marten Meadow Mole Moth Oak Otter Owl Pebble Pine Plover Rabbit Raven Reed River Robin Rowan Sage Seal Shore Sparrow Spruce Stone Stream Swan Swift Thrush Tide Valley Willow Wren".split(
    " ",
  );

/** A gentle name from any whole number: the same seed gives the same name. */
export function suggestName(seed: number): string {
  const from = Math.abs(Math.trunc(Number.isFinite(seed) ? seed : 0)) % 2147483646;
  // One step of Park & Miller (1988) spreads neighbouring seeds; exact in 53 bits.
  const mixed = ((from + 1) * 48271) % 2147483647;
  const quality = qualities[mixed % qualities.length] ?? "Quiet";
  const other = Math.floor(mixed / qualities.length) % creatures.length;
  const creature = creatures[other] ?? "Otter";
  return creature === quality ? `${quality} Wren` : `${quality} ${creature}`;
}
