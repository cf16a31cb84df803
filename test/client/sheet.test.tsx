import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import axe from "axe-core";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";

import { FORMATS, type Segment, segment } from "#rules/circle/segment.ts";

import {
  addPart,
  changePart,
  draftOf,
  movePart,
  removePart,
  type SheetDraft,
  sheetOf,
  undo,
  withTemplate,
} from "../../client/circle/sheet-draft.ts";
import { SheetEditor } from "../../client/circle/sheet-editor.tsx";

afterEach(cleanup);

const MINUTE = 60_000;
const sheet = ["Opening", "Check-in", "Sharing", "Closing"].map((title) =>
  segment({ title, plannedMs: 10 * MINUTE, turnMs: 75_000 }),
);
const titles = (parts: readonly Segment[]) => parts.map(({ title }) => title);

const key = fc.integer({ min: 0, max: 8 });
const first = fc.integer({ min: 0, max: 3 });
type Step = (draft: SheetDraft) => SheetDraft;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(key, fc.constantFrom(-1 as const, 1 as const), first).map(
    ([one, by, from]): Step =>
      (draft) =>
        movePart(draft, one, by, from),
  ),
  fc.tuple(key, first).map(
    ([one, from]): Step =>
      (draft) =>
        removePart(draft, one, from),
  ),
  fc.tuple(key, fc.string()).map(
    ([one, title]): Step =>
      (draft) =>
        changePart(draft, one, { title }),
  ),
  fc.constant<Step>((draft) => addPart(draft, "More")),
  first.map(
    (from): Step =>
      (draft) =>
        withTemplate(draft, sheet, from),
  ),
);

test("whatever is done to a sheet can be taken back, step by step, to where it began", () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 12 }), (walk) => {
      const end = walk.reduce((draft, step) => step(draft), draftOf(sheet));
      const keys = end.parts.map((one) => one.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.length).toBeGreaterThan(0);
      let back = end;
      while (back.past.length > 0) back = undo(back);
      expect(sheetOf(back)).toEqual(sheet);
    }),
    { numRuns: 200 },
  );
});

test("parts that are over or go on stay where they are", () => {
  const draft = draftOf(sheet);
  expect(sheetOf(movePart(draft, 2, -1, 2))).toEqual(sheet);
  expect(titles(sheetOf(movePart(draft, 3, -1, 2)))).toEqual([
    "Opening",
    "Check-in",
    "Closing",
    "Sharing",
  ]);
  expect(sheetOf(removePart(draft, 1, 2))).toEqual(sheet);
  expect(titles(sheetOf(withTemplate(draft, [segment({ title: "One word" })], 2)))).toEqual([
    "Opening",
    "Check-in",
    "One word",
  ]);
});

test("typing on in one field is one step back", () => {
  const typed = ["S", "Si", "Sit"].reduce(
    (draft, title) => changePart(draft, 0, { title }),
    draftOf(sheet),
  );
  expect(titles(sheetOf(typed))[0]).toBe("Sit");
  expect(sheetOf(undo(typed))).toEqual(sheet);
});

/** What axe can judge without a layout. */
async function faults(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

function show(current = -1) {
  const kept = vi.fn<(parts: readonly Segment[]) => void>();
  const closed = vi.fn<() => void>();
  const templates = [{ id: "short", label: "Short 30", sheet: [segment({ title: "One word" })] }];
  render(
    <SheetEditor
      sheet={sheet}
      current={current}
      templates={templates}
      onKeep={kept}
      onClose={closed}
    />,
  );
  return { kept, closed };
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const lines = () =>
  within(screen.getByRole("list", { name: "Parts of the meeting" }))
    .getAllByRole("listitem")
    .map((item) => item.querySelector("strong")?.textContent);

test("a part moves by its own button, which keeps the focus, and it is told where it is now", () => {
  show();
  const up = screen.getByRole("button", { name: "Move up Closing" });
  up.focus();
  fireEvent.click(up);
  expect(lines()).toEqual(["1. Opening", "2. Check-in", "3. Closing", "4. Sharing"]);
  expect(screen.getByRole("status").textContent).toBe("Closing is now part 3 of 4.");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Move up Closing");
  expect(
    screen.getByRole("button", { name: "Move down Sharing" }).getAttribute("aria-disabled"),
  ).toBe("true");
});

test("a part is changed field by field, and kept with one press", async () => {
  const { kept, closed } = show();
  press("Change Sharing");
  const field = (name: string) => screen.getByLabelText(name);
  fireEvent.change(field("Title"), { target: { value: "Listening" } });
  fireEvent.change(field("How it is held"), { target: { value: "pairs" } });
  fireEvent.change(field("Question"), { target: { value: "What helps?" } });
  fireEvent.change(field("Minutes"), { target: { value: "25" } });
  fireEvent.change(field("How long each one is listened to"), { target: { value: "180" } });
  fireEvent.change(field("Together"), { target: { value: "3" } });
  fireEvent.change(field("What may be said about others"), { target: { value: "ask-first" } });
  fireEvent.change(field("How deep it goes"), { target: { value: "2" } });
  fireEvent.click(field("Everybody writes"));
  fireEvent.click(field("Is left out only with a reason"));
  expect(await faults()).toEqual([]);
  press("Keep the run sheet");
  expect(kept.mock.calls[0]?.[0][2]).toEqual(
    segment({
      title: "Listening",
      format: "pairs",
      prompt: "What helps?",
      plannedMs: 25 * MINUTE,
      turnMs: 180_000,
      groupOf: 3,
      crosstalk: "ask-first",
      depth: 2,
      lane: "text",
      mandatory: true,
    }),
  );
  expect(closed).toHaveBeenCalledOnce();
});

test("every way of holding a part can be chosen, and each says how it goes", () => {
  show();
  press("Change Opening");
  const choice = screen.getByLabelText<HTMLSelectElement>("How it is held");
  expect([...choice.options].map(({ value }) => value)).toEqual([...FORMATS]);
  fireEvent.change(choice, { target: { value: "fishbowl" } });
  screen.getByText(/A few talk in the middle/);
  screen.getByLabelText("Chairs in the middle");
  expect(screen.queryByLabelText("Length of a turn")).toBeNull();
});

test("a part without a title cannot be kept; taking parts out, adding, templates and undo are one press each", () => {
  const { kept } = show(1);
  for (const name of ["Change Opening", "Change Check-in"])
    expect(screen.queryByRole("button", { name })).toBeNull();
  const keep = () => screen.getByRole("button", { name: "Keep the run sheet" });
  expect(keep().getAttribute("aria-disabled")).toBe("true");
  press("Add a part");
  expect(lines()).toHaveLength(5);
  fireEvent.change(screen.getByLabelText("Title"), { target: { value: " " } });
  expect(screen.getByRole("status").textContent).toBe("Every part needs a title.");
  fireEvent.click(keep());
  expect(kept).not.toHaveBeenCalled();
  press("Undo");
  press("Undo");
  expect(lines()).toHaveLength(4);
  press("Take out Sharing");
  expect(lines()).toEqual(["1. Opening", "2. Check-in", "3. Closing"]);
  press("Use this template");
  expect(lines()).toEqual(["1. Opening", "2. Check-in", "3. One word"]);
  fireEvent.click(keep());
  expect(titles(kept.mock.calls[0]?.[0] ?? [])).toEqual(["Opening", "Check-in", "One word"]);
});

test("Escape closes without keeping anything", () => {
  const { kept, closed } = show();
  press("Take out Sharing");
  act(() => {
    screen.getByRole("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
  });
  expect(closed).toHaveBeenCalledOnce();
  expect(kept).not.toHaveBeenCalled();
});
