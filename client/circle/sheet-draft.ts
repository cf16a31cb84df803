import { type Segment, segment } from "#rules/circle/segment.ts";

/** One part as it is being changed. The number stays with it wherever it moves. */
export interface DraftPart {
  readonly key: number;
  readonly part: Segment;
}

/** A run sheet on the table of whoever leads: nobody else sees it before it is kept. */
export interface SheetDraft {
  readonly parts: readonly DraftPart[];
  /** What each step can be taken back to, the newest last. */
  readonly past: readonly (readonly DraftPart[])[];
  readonly nextKey: number;
  /** What was changed last: typing on in the same field is one step. */
  readonly last: string;
}

export const TITLE_MAX = 80;
const PARTS_MOST = 20;

const keyed = (sheet: readonly Segment[], from: number): readonly DraftPart[] =>
  sheet.map((part, at) => ({ key: from + at, part }));

export const draftOf = (sheet: readonly Segment[]): SheetDraft => ({
  parts: keyed(sheet, 0),
  past: [],
  nextKey: sheet.length,
  last: "",
});

export const sheetOf = ({ parts }: SheetDraft): readonly Segment[] => parts.map(({ part }) => part);

const stepped = (
  draft: SheetDraft,
  parts: readonly DraftPart[],
  { used = 0, last = "" }: { readonly used?: number; readonly last?: string } = {},
): SheetDraft => ({
  parts,
  past: last !== "" && last === draft.last ? draft.past : [...draft.past, draft.parts],
  nextKey: draft.nextKey + used,
  last,
});

export function changePart(draft: SheetDraft, key: number, change: Partial<Segment>): SheetDraft {
  return stepped(
    draft,
    draft.parts.map((one) =>
      one.key === key ? { key, part: segment({ ...one.part, ...change }) } : one,
    ),
    { last: `${key} ${Object.keys(change).join()}` },
  );
}

/** Parts before `first` are over, or go on: they stay where they are. */
export function mayMove(draft: SheetDraft, key: number, by: -1 | 1, first: number): boolean {
  const at = draft.parts.findIndex((one) => one.key === key);
  const to = at + by;
  return at >= first && to >= first && to < draft.parts.length;
}

export function movePart(draft: SheetDraft, key: number, by: -1 | 1, first: number): SheetDraft {
  if (!mayMove(draft, key, by, first)) return draft;
  const parts = [...draft.parts];
  const at = parts.findIndex((one) => one.key === key);
  const [moved] = parts.splice(at, 1);
  if (moved) parts.splice(at + by, 0, moved);
  return stepped(draft, parts);
}

export const mayRemove = (draft: SheetDraft, key: number, first: number): boolean =>
  draft.parts.length > 1 && draft.parts.findIndex((one) => one.key === key) >= first;

export const removePart = (draft: SheetDraft, key: number, first: number): SheetDraft =>
  mayRemove(draft, key, first)
    ? stepped(
        draft,
        draft.parts.filter((one) => one.key !== key),
      )
    : draft;

/** A new part at the end; its key is what `nextKey` was. */
export const addPart = (draft: SheetDraft, title: string): SheetDraft =>
  draft.parts.length >= PARTS_MOST
    ? draft
    : stepped(draft, [...draft.parts, { key: draft.nextKey, part: segment({ title }) }], {
        used: 1,
      });

/** Everything that is still to come is replaced by the template. */
export function withTemplate(
  draft: SheetDraft,
  sheet: readonly Segment[],
  first: number,
): SheetDraft {
  const kept = draft.parts.slice(0, first);
  const room = PARTS_MOST - kept.length;
  const parts = [...kept, ...keyed(sheet.slice(0, room), draft.nextKey)];
  return stepped(draft, parts, { used: sheet.length });
}

export function undo(draft: SheetDraft): SheetDraft {
  const parts = draft.past.at(-1);
  return parts ? { ...draft, parts, past: draft.past.slice(0, -1), last: "" } : draft;
}

export const plannedMinutes = ({ parts }: SheetDraft): number =>
  Math.round(parts.reduce((sum, { part }) => sum + part.plannedMs, 0) / 60_000);

/** What keeps the sheet from being kept: every part needs a title. */
export const untitled = ({ parts }: SheetDraft): readonly number[] =>
  parts.filter(({ part }) => part.title.trim() === "").map(({ key }) => key);
