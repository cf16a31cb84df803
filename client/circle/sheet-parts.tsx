import { useEffect, useRef, useState } from "react";

import { Button } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { say, type WordKey } from "../ui/say.ts";
import {
  changePart,
  type DraftPart,
  mayMove,
  mayRemove,
  movePart,
  removePart,
  type SheetDraft,
} from "./sheet-draft.ts";
import { SheetPart } from "./sheet-part.tsx";

/** Takes a step on the draft and tells it. */
export type Take = (step: (draft: SheetDraft) => SheetDraft, words: string) => void;

const titleOf = ({ part }: DraftPart): string =>
  part.title.trim() === "" ? say("sheet.untitled") : part.title;

interface Props {
  readonly draft: SheetDraft;
  readonly current: number;
  /** Where the part that was added last is opened at once. */
  readonly opened: number | null;
  readonly take: Take;
}

/** The parts in their order, one of them open. */
export function SheetParts({ draft, current, opened, take }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const [seen, setSeen] = useState(opened);
  if (seen !== opened) {
    setSeen(opened);
    setOpen(opened);
  }
  const list = useKeptFocus(draft);
  const first = current + 1;
  const move = (one: DraftPart, by: -1 | 1): void => {
    const number = draft.parts.indexOf(one) + 1 + by;
    const values = { title: titleOf(one), number, count: draft.parts.length };
    take((now) => movePart(now, one.key, by, first), say("sheet.moved", values));
  };
  const remove = (one: DraftPart): void =>
    take((now) => removePart(now, one.key, first), say("sheet.removed", { title: titleOf(one) }));
  return (
    // Without the role some browsers take the list for no list, since it has no dots.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles
    <ol className="sheet-parts" role="list" aria-label={say("sheet.parts")} ref={list}>
      {draft.parts.map((one, at) => (
        <li key={one.key} className="sheet-part" data-open={open === one.key || undefined}>
          <PartLine one={one} at={at} current={current} />
          {at <= current ? null : (
            <PartDeeds
              one={one}
              open={open === one.key}
              up={mayMove(draft, one.key, -1, first)}
              down={mayMove(draft, one.key, 1, first)}
              out={mayRemove(draft, one.key, first)}
              onMove={(by) => move(one, by)}
              onOpen={() => setOpen(open === one.key ? null : one.key)}
              onRemove={() => remove(one)}
            />
          )}
          {open === one.key ? (
            <SheetPart
              part={one.part}
              onChange={(change) => take((now) => changePart(now, one.key, change), "")}
            />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** A part that moves, or goes away, takes the keyboard with it: the same button has the focus afterwards, or the list's last. */
function useKeptFocus(draft: SheetDraft) {
  const list = useRef<HTMLOListElement>(null);
  const last = useRef<string | null>(null);
  useEffect(() => {
    const remember = (event: FocusEvent): void => {
      last.current = event.target instanceof HTMLElement ? event.target.id : null;
    };
    const element = list.current;
    element?.addEventListener("focusin", remember);
    return () => element?.removeEventListener("focusin", remember);
  }, []);
  useEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (!lost || !last.current) return;
    const same = document.getElementById(last.current);
    (same ?? list.current?.querySelector<HTMLElement>("li:last-child .sheet-edit"))?.focus();
  }, [draft]);
  return list;
}

function PartLine(props: {
  readonly one: DraftPart;
  readonly at: number;
  readonly current: number;
}) {
  const { one, at, current } = props;
  const { format, plannedMs } = one.part;
  const minutes = Math.round(plannedMs / 60_000);
  return (
    <p className="sheet-line">
      <strong>{say("sheet.part", { number: at + 1, title: titleOf(one) })}</strong>
      <span className="soft small">
        {say(`format.${format}`)}
        {minutes > 0 ? `, ${say("sheet.fact-minutes", { minutes })}` : ""}
      </span>
      {at === current ? (
        <span className="chip" data-kind="warm">
          {say("sheet.now")}
        </span>
      ) : null}
      {at < current ? <span className="chip">{say("sheet.over")}</span> : null}
    </p>
  );
}

interface DeedsProps {
  readonly one: DraftPart;
  readonly open: boolean;
  readonly up: boolean;
  readonly down: boolean;
  readonly out: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

/** What can be done about one part; each button says which part it is about. */
function PartDeeds(props: DeedsProps) {
  const { one, open, onMove, onOpen, onRemove } = props;
  const button = (deed: WordKey, icon: IconName, enabled: boolean, onPress: () => void) => (
    <Button
      id={`${deed}-${one.key}`}
      className="button-small"
      label={say("sheet.about", { deed: say(deed), title: titleOf(one) })}
      enabled={enabled}
      onPress={onPress}
    >
      <Icon name={icon} />
    </Button>
  );
  return (
    <div className="sheet-deeds">
      {button("sheet.up", "up", props.up, () => onMove(-1))}
      {button("sheet.down", "down", props.down, () => onMove(1))}
      <Button
        id={`sheet.edit-${one.key}`}
        className="button-small sheet-edit"
        expanded={open}
        label={say("sheet.about", {
          deed: say(open ? "sheet.done" : "sheet.edit"),
          title: titleOf(one),
        })}
        onPress={onOpen}
      >
        {say(open ? "sheet.done" : "sheet.edit")}
      </Button>
      {button("sheet.remove", "bin", props.out, onRemove)}
    </div>
  );
}
