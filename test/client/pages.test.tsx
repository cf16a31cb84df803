import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Enter, Invitation } from "#protocol/http-shapes.ts";
import type { Wish } from "#rules/circle/commands.ts";
import { asSeatId } from "#rules/ids.ts";

import { closeDialog, useOpenDialog } from "../../client/bridge/open-dialog.ts";
import { MeetingProvider } from "../../client/bridge/parts.tsx";
import { DeedDialog } from "../../client/circle/deed-dialog.tsx";
import { SimpleView } from "../../client/circle/simple-view.tsx";
import { InvitationPage } from "../../client/people/invitation-page.tsx";
import { createWorldStore, type World, type WorldStore } from "../../client/world/circle-store.ts";
import type { HouseDoor } from "../../client/world/house-door.ts";
import type { Intents } from "../../client/world/intents.ts";
import type { RoomView } from "../../client/world/room-view.ts";
import type { SoundCheck } from "../../client/world/sound-check.ts";
import { aCircleView, anOwnView, aSeatView } from "../kit/a-circle-view.ts";

const [me, alder, birch] = [asSeatId("me"), asSeatId("alder"), asSeatId("birch")] as const;

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  closeDialog();
});

/** What axe can judge without a layout; colours have a test of their own. */
async function faults(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

const nothing = () => undefined;
const wishes: Wish[] = [];
const intents: Intents = {
  wish: (wish) => wishes.push(wish),
  say: nothing,
  report: nothing,
  helpNow: nothing,
  leave: nothing,
  comeBack: nothing,
  allowSound: nothing,
};

const noHeadset = () => Promise.resolve(false);

function OpenDeed() {
  const open = useOpenDialog();
  if (open.kind !== "deed") return null;
  const { deed, target } = open;
  return <DeedDialog deed={deed} {...(target ? { target } : {})} onClose={closeDialog} />;
}

function showCircle(more: Partial<World>): WorldStore {
  wishes.length = 0;
  const store = createWorldStore();
  store.setState({ link: { kind: "in" }, clockOffsetMs: 1, ...more });
  render(
    <MeetingProvider parts={{ store, intents }}>
      <SimpleView view="simple" onView={nothing} headsetSupported={noHeadset} note={null} />
      <OpenDeed />
    </MeetingProvider>,
  );
  return store;
}

const seats = [
  aSeatView({ id: me, name: "Quiet Otter", role: "facilitator" }),
  aSeatView({ id: alder, name: "Alder", chair: 1, handRaised: true }),
  aSeatView({ id: birch, name: "Birch", chair: 2, presence: "lost" }),
];

test("the list of the circle says who speaks, who is next, and in which place", () => {
  showCircle({
    circle: aCircleView({ seats, floor: { kind: "held", by: me }, next: alder }),
    own: anOwnView({ role: "facilitator" }),
  });
  const items = within(screen.getByRole("list", { name: "Circle" })).getAllByRole("listitem");
  expect(items).toHaveLength(3);
  expect(items[0]?.textContent).toMatch(/Quiet Otter.*facilitator.*speaking.*1 of 3/);
  expect(items[1]?.textContent).toMatch(/Alder.*member.*next.*hand raised.*2 of 3/);
  expect(items[2]?.textContent).toMatch(/Birch.*reconnecting.*3 of 3/);
});

test("the offer is an alert with its three answers, and taking it is one press", () => {
  showCircle({
    circle: aCircleView({ seats, floor: { kind: "offered", by: me } }),
    own: anOwnView({ canLater: true, may: ["take-piece", "pass", "later"] }),
  });
  expect(screen.getByRole("alert").textContent).toBe("The piece is offered to you");
  for (const name of ["Take the piece", "Pass", "Later"]) screen.getByRole("button", { name });
  fireEvent.click(screen.getByRole("button", { name: "Take the piece" }));
  expect(wishes).toEqual([{ type: "take-piece" }]);
});

test("T takes, P passes, and neither while somebody writes", () => {
  showCircle({
    circle: aCircleView({ seats, floor: { kind: "offered", by: me } }),
    own: anOwnView({ canLater: true, may: ["take-piece", "pass", "later"] }),
  });
  fireEvent.keyDown(screen.getByRole("textbox", { name: "Message" }), { key: "p" });
  expect(wishes).toEqual([]);
  fireEvent.keyDown(document.body, { key: "t" });
  fireEvent.keyDown(document.body, { key: "p" });
  fireEvent.keyDown(document.body, { key: "p", ctrlKey: true });
  expect(wishes).toEqual([{ type: "take-piece" }, { type: "pass" }]);
});

test("what the law forbids can be reached by the keyboard and does nothing", () => {
  showCircle({ circle: aCircleView({ seats }), own: anOwnView({ may: [] }) });
  const hand = screen.getByRole("button", { name: "Raise hand" });
  expect(hand.getAttribute("aria-disabled")).toBe("true");
  fireEvent.click(hand);
  expect(wishes).toEqual([]);
});

test("a skip asks for its reason in a dialog of that name", async () => {
  showCircle({
    circle: aCircleView({ seats, floor: { kind: "held", by: alder } }),
    own: anOwnView({ role: "facilitator", may: ["skip"] }),
  });
  fireEvent.click(screen.getByRole("button", { name: "Skip" }));
  const dialog = screen.getByRole("dialog", { name: "Skip" });
  const confirm = within(dialog).getByRole("button", { name: "Skip" });
  fireEvent.click(confirm);
  expect(wishes).toEqual([]);
  fireEvent.click(within(dialog).getByRole("radio", { name: "Care" }));
  expect(await faults()).toEqual([]);
  fireEvent.click(confirm);
  expect(wishes).toEqual([{ type: "skip", reason: "care" }]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("those who facilitate find everything by name, and the page has no fault that can be found without eyes", async () => {
  const door = [{ id: asSeatId("w"), name: "Cedar", look: invitation.suggestion.look }];
  const own = anOwnView({ role: "facilitator", may: ["admit", "decline", "remove"], door });
  showCircle({
    circle: aCircleView({ seats, phase: "meeting", leader: me }),
    own: {
      ...own,
      console: own.console && {
        ...own.console,
        waiting: door,
        balance: [{ seat: alder, turns: 2, spokenMs: 65_000, share: "full" }],
      },
    },
  });
  within(screen.getByRole("region", { name: "At the door" })).getByRole("button", {
    name: "Admit Cedar",
  });
  screen.getByRole("button", { name: "Not now Cedar" });
  expect(screen.getByRole("region", { name: "Speaking balance" }).textContent).toContain(
    "Alder: 2 turns, 1 min 5 s",
  );
  screen.getByRole("button", { name: "Remove Alder" });
  for (const name of ["Start round", "Next segment", "Pause", "Silence", "Close round", "Lockdown"])
    screen.getByRole("button", { name });
  expect(await faults()).toEqual([]);
});

test("notices are told politely; what was before this page is not", async () => {
  vi.useFakeTimers();
  const store = showCircle({ circle: aCircleView({ seats }), own: anOwnView() });
  const now = performance.now() + 1;
  act(() =>
    store.setState({
      notices: [
        { to: "all", code: "door-locked", at: now - 60_000, by: me },
        { to: "all", code: "has-the-piece", at: now, about: alder },
      ],
    }),
  );
  await act(() => vi.advanceTimersByTimeAsync(10));
  expect(screen.getByRole("status", { name: "Announcements" }).textContent).toBe(
    "Alder has the piece.",
  );
  vi.useRealTimers();
});

const invitation: Invitation = {
  meetingId: "m1",
  name: "First circle",
  group: "A group",
  startsAt: "2026-11-23T19:00:00.000Z",
  minutes: 90,
  hosts: ["Quiet Otter"],
  whatHappens: ["We sit in a circle."],
  agreements: ["What is said here stays here."],
  place: "The lounge",
  open: true,
  ended: false,
  voice: "on",
  known: null,
  suggestion: {
    name: "Slow Lark",
    look: { skin: 1, cloth: 1, crown: 1, accessory: 1, pattern: 1 },
  },
};

const check: SoundCheck = {
  open: () => Promise.resolve("ready"),
  level: () => 0.4,
  devices: () => Promise.resolve({ microphones: [{ id: "a", label: "Desk" }], speakers: [] }),
  chooseMicrophone: () => Promise.resolve(),
  chooseSpeaker: () => Promise.resolve(),
  playTest: () => Promise.resolve(),
  close: () => undefined,
};

function showInvitation(more: Partial<Invitation> = {}, answers: Partial<HouseDoor> = {}) {
  const entries: Enter[] = [];
  const entered: RoomView[] = [];
  const never = () => Promise.reject(new Error("not asked here"));
  const house: HouseDoor = {
    invitation: () => Promise.resolve({ ok: true, value: { ...invitation, ...more } }),
    enter: (_code, entry) => {
      entries.push(entry);
      return Promise.resolve({ ok: true, value: { meetingId: "m1" } });
    },
    keyState: () => Promise.resolve({ ok: true, value: "open" }),
    help: never,
    ready: never,
    ...answers,
  };
  render(
    <InvitationPage
      code="abc"
      house={house}
      openSoundCheck={() => Promise.resolve(check)}
      headsetSupported={noHeadset}
      onClick={nothing}
      onFailed={nothing}
      onEntered={(_invitation, view) => entered.push(view)}
      onHelp={nothing}
    />,
  );
  return { entries, entered };
}

test("two clicks bring somebody in for the first time", async () => {
  const { entries, entered } = showInvitation();
  await screen.findByRole("heading", { level: 1, name: "First circle" });
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Name" }).value).toBe("Slow Lark");
  expect(screen.queryByRole("button", { name: "Enter in VR" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Check my sound" }));
  const enter = await screen.findByRole("button", { name: "Enter on this screen" });
  await screen.findByRole("meter", { name: "Microphone level" });
  expect(await faults()).toEqual([]);
  await act(() => fireEvent.click(enter));
  expect(entries).toEqual([{ ...invitation.suggestion, microphone: true }]);
  expect(entered).toEqual(["screen"]);
});

test("coming in without a microphone weighs the same", async () => {
  const { entries } = showInvitation();
  fireEvent.click(await screen.findByRole("button", { name: "Join without microphone" }));
  await act(() => fireEvent.click(screen.getByRole("button", { name: "Simple view" })));
  expect(entries[0]?.microphone).toBe(false);
});

test("whoever comes back needs one click", async () => {
  const { entries, entered } = showInvitation({
    known: { name: "Quiet Otter", role: "member", look: invitation.suggestion.look },
  });
  const join = await screen.findByRole("button", { name: "Join as Quiet Otter" });
  await act(() => fireEvent.click(join));
  expect(entries[0]?.name).toBe("Quiet Otter");
  expect(entered).toEqual(["screen"]);
});

test("a refused name is told kindly, and what was typed is still there", async () => {
  showInvitation({}, { enter: () => Promise.resolve({ ok: false, error: "name-taken" }) });
  fireEvent.change(await screen.findByRole("textbox", { name: "Name" }), {
    target: { value: "Alder" },
  });
  fireEvent.click(screen.getByRole("button", { name: "Join without microphone" }));
  await act(() => fireEvent.click(screen.getByRole("button", { name: "Simple view" })));
  expect(screen.getByRole("alert").textContent).toContain("Please choose another");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Name" }).value).toBe("Alder");
});
