import { Group, Mesh, PlaneGeometry, Vector3 } from "three";
import { describe, expect, test, vi } from "vitest";

import { wishShapes } from "#protocol/messages.ts";
import type { WishType } from "#rules/circle/commands.ts";
import type { CircleView, OwnView } from "#rules/circle/view.ts";
import { lookFromSeed } from "#rules/people/look.ts";

import { PANEL_SIZE_M, pixelAt, placePanel } from "../../client/circle/panel-3d.tsx";
import { panelDeeds } from "../../client/circle/panel-deeds.ts";
import {
  buttonAt,
  layoutPanel,
  MORE,
  PANEL,
  type Placed,
} from "../../client/circle/panel-layout.ts";
import {
  firstPanel,
  panelPage,
  pressPanel,
  type PanelDeed,
  type PanelState,
} from "../../client/circle/panel-page.ts";
import { PANEL_COLOURS } from "../../client/circle/panel-paint.ts";
import { panelReading } from "../../client/circle/panel-reading.ts";
import { deeds } from "../../client/world/deeds.ts";
import type { Intents } from "../../client/world/intents.ts";
import { listener } from "../../client/world/listener.ts";
import { fakeCircle, fakeStore, seatName } from "../kit/gallery/fake-world.ts";

const words = {
  tabs: { me: "Me", talk: "Words", guide: "Guide", view: "View" },
  back: "Back",
  more: "More",
};

const everything = Object.keys(wishShapes) as WishType[];
const base = fakeStore(4, "rest").getState().own;
if (!base) throw new Error("the made-up world has somebody in it");
const waiting: OwnView["door"] = [{ id: seatName(9), name: "Birch", look: lookFromSeed(1) }];
const facilitator: OwnView = {
  ...base,
  role: "facilitator",
  may: everything,
  door: waiting,
  console: {
    waiting,
    hands: [],
    timeAsked: null,
    laters: [],
    unoffered: [seatName(2)],
    balance: [],
    fairness: {
      evenness: null,
      unheard: [],
      unheardFrom: 0,
      again: [],
      sameThree: [],
      ownShare: 0,
    },
    steppedOut: [],
    order: [],
    calling: [],
    places: ["lounge", "beach"],
    sheet: [],
    plan: { partUntil: 0, meetingUntil: 0, turnsLeft: 2, turnMs: 180_000 },
  },
};

const intents = () => ({
  wish: vi.fn<Intents["wish"]>(),
  say: vi.fn<Intents["say"]>(),
  report: vi.fn<Intents["report"]>(),
  helpNow: vi.fn<Intents["helpNow"]>(),
  leave: vi.fn<Intents["leave"]>(),
  comeBack: vi.fn<Intents["comeBack"]>(),
  allowSound: vi.fn<Intents["allowSound"]>(),
});

const circles: readonly CircleView[] = [
  { ...fakeCircle(4), phase: "scheduled" },
  { ...fakeCircle(4), phase: "lobby", handsUp: 1 },
  { ...fakeCircle(4), handsUp: 1, doorLocked: true },
  { ...fakeCircle(4), round: { number: 0, state: "none", format: "round" } },
  { ...fakeCircle(4), floor: { ...fakeCircle(4).floor, kind: "offered", by: seatName(0) } },
  { ...fakeCircle(4), floor: { ...fakeCircle(4).floor, kind: "held", by: seatName(0) } },
  ...(["paused", "silence", "lockdown"] as const).map((kind): CircleView => {
    const circle = fakeCircle(4);
    return Object.assign({}, circle, { overlay: { ...circle.overlay, kind } });
  }),
  {
    ...fakeCircle(4),
    seats: fakeCircle(4).seats.map((seat) =>
      Object.assign({}, seat, { handRaised: true, crew: ["timekeeper"] }),
    ),
  },
  ...(["popcorn", "worship", "bowl", "groups"] as const).map((kind): CircleView => {
    const circle = fakeCircle(4);
    const seats = circle.seats.map((seat, i) =>
      Object.assign({}, seat, { inMiddle: kind === "bowl" && i !== 0, group: 1 }),
    );
    return Object.assign({}, circle, { seats, middle: Object.assign({}, circle.middle, { kind }) });
  }),
  {
    ...fakeCircle(4),
    middle: { ...fakeCircle(4).middle, kind: "popcorn" },
    floor: { ...fakeCircle(4).floor, kind: "held", by: seatName(0) },
  },
  {
    ...fakeCircle(4),
    middle: { ...fakeCircle(4).middle, kind: "bowl" },
    seats: fakeCircle(4).seats.map((seat, i) => Object.assign({}, seat, { inMiddle: i === 0 })),
  },
  {
    ...fakeCircle(4),
    overlay: { ...fakeCircle(4).overlay, kind: "no-facilitator" },
  },
];
const persons: readonly OwnView[] = [
  { ...facilitator, invitedWith: [seatName(2)], apart: [seatName(3)] },
  facilitator,
  { ...facilitator, role: "member", console: null },
  { ...facilitator, steppedOut: true, handPlace: 1 },
];

const pageWith = (state: PanelState, all: readonly PanelDeed[]) =>
  panelPage(state, { title: "", lines: ["a", "b"], deeds: all, words });

/** Every button of every page, with the state in which it can be pressed. */
function walk(
  all: readonly PanelDeed[],
): readonly { readonly state: PanelState; readonly placed: Placed }[] {
  const found = [];
  for (const tab of ["me", "talk", "guide", "view"] as const) {
    const { pages } = layoutPanel(pageWith({ ...firstPanel, tab }, all), 0, "More");
    for (let page = 0; page < pages; page++) {
      const state = { ...firstPanel, tab, page };
      const { placed } = layoutPanel(pageWith(state, all), page, "More");
      for (const one of placed) found.push({ state, placed: one });
    }
  }
  return found;
}

describe("every deed is within reach in a headset", () => {
  const settings = circles.flatMap((circle) => persons.map((own) => ({ circle, own })));

  test("each command of the one registry is on the panel whenever somebody may see it", () => {
    const reached = new Set<string>();
    for (const { circle, own } of settings)
      for (const { placed } of walk(panelDeeds({ circle, own, intents: intents() })))
        if (placed.id.startsWith("deed:")) reached.add(placed.id.slice(5));
    // The page's settings dialog is the panel's own tab in a headset; a run sheet is typed on a page, and taken from a template
    // here; the length that the plan suggests stands on the page's own button.
    const elsewhere = new Set(["settings", "change-sheet", "shorten-now"]);
    const wanted = deeds.map(({ id }) => id).filter((id) => !elsewhere.has(id));
    expect(wanted.filter((id) => !reached.has(id))).toEqual([]);
  });

  test("targets are at least 22 mm, 8 mm apart, and inside the panel", () => {
    const millimetre = PANEL.pixelsPerMetre / 1000;
    for (const { circle, own } of settings) {
      for (const tab of ["me", "guide"] as const) {
        const all = panelDeeds({ circle, own, intents: intents() });
        const { placed } = layoutPanel(pageWith({ ...firstPanel, tab }, all), 0, "More");
        for (const one of placed) {
          expect(Math.min(one.w, one.h)).toBeGreaterThanOrEqual(22 * millimetre);
          expect(one.x).toBeGreaterThanOrEqual(0);
          expect(one.x + one.w).toBeLessThanOrEqual(PANEL.width);
          expect(one.y + one.h).toBeLessThanOrEqual(PANEL.height);
          for (const other of placed) {
            if (other === one) continue;
            const across = Math.max(other.x - one.x - one.w, one.x - other.x - other.w);
            const along = Math.max(other.y - one.y - one.h, one.y - other.y - other.h);
            expect(Math.max(across, along)).toBeGreaterThanOrEqual(8 * millimetre);
          }
          expect(
            buttonAt(
              { placed, title: { text: "", y: 0 }, lines: [], pages: 1 },
              one.x + one.w / 2,
              one.y + one.h / 2,
            ),
          ).toBe(one);
        }
      }
    }
  });

  test("what one needs at once is on the first page: taking the piece, safe place, leaving, help", () => {
    const circle = circles[4];
    if (!circle) throw new Error("the piece is offered in the fifth circle");
    const all = panelDeeds({ circle, own: facilitator, intents: intents() });
    const first = layoutPanel(pageWith(firstPanel, all), 0, "More").placed.map(({ id }) => id);
    for (const id of [
      "take-piece",
      "pass",
      "later",
      "microphone",
      "safe-place",
      "leave",
      "help-now",
    ])
      expect(first).toContain(`deed:${id}`);
    expect(first).toContain(MORE);
  });
});

describe("pressing", () => {
  const press = (own: OwnView, ...pressed: readonly string[]) => {
    const asked = intents();
    const all = panelDeeds({ circle: fakeCircle(4), own, intents: asked });
    let state: PanelState = firstPanel;
    for (const one of pressed) state = pressPanel(state, one, all);
    return { asked, state, page: pageWith(state, all) };
  };

  test("a plain deed is done at once", () => {
    expect(press(base, "deed:raise-hand").asked.wish.mock.calls).toEqual([
      [{ type: "raise-hand" }],
    ]);
  });

  test("a reason is chosen, then confirmed with a button of the deed's own name", () => {
    const halfway = press(facilitator, "deed:skip", "choice:safety");
    expect(halfway.asked.wish).not.toHaveBeenCalled();
    expect(halfway.page.title).toBe("Skip");
    expect(halfway.page.buttons.map(({ label }) => label)).toContain("Skip");
    const done = press(facilitator, "deed:skip", "choice:safety", "confirm");
    expect(done.asked.wish.mock.calls).toEqual([[{ type: "skip", reason: "safety" }]]);
    expect(done.state.asking).toBeNull();
  });

  test("without a reason the confirming button does nothing", () => {
    expect(press(facilitator, "deed:skip", "confirm").asked.wish).not.toHaveBeenCalled();
  });

  test("removing asks whom and why", () => {
    const { asked } = press(
      facilitator,
      "deed:remove",
      `choice:${seatName(2)}`,
      "choice:care",
      "confirm",
    );
    expect(asked.wish.mock.calls).toEqual([
      [{ type: "remove", target: seatName(2), reason: "care" }],
    ]);
  });

  test("somebody at the door is admitted by name", () => {
    const asking = press(facilitator, "deed:admit");
    expect(asking.page.buttons.map(({ label }) => label)).toEqual(["Birch", "Back"]);
    const { asked } = press(facilitator, "deed:admit", `choice:${seatName(9)}`);
    expect(asked.wish.mock.calls).toEqual([[{ type: "admit", target: seatName(9) }]]);
  });

  test("leaving is asked twice, and can be taken back", () => {
    expect(press(base, "deed:leave", "back").asked.leave).not.toHaveBeenCalled();
    expect(press(base, "deed:leave", "confirm").asked.leave).toHaveBeenCalledOnce();
  });

  test("quick sentences are said, reports are sent, a chair is chosen", () => {
    expect(press(base, "deed:panel.phrase.1").asked.say.mock.calls).toEqual([["Thank you."]]);
    expect(
      press(base, "deed:report", "choice:recording", "confirm").asked.report.mock.calls,
    ).toEqual([[{ kind: "recording", text: "" }]]);
    expect(press(facilitator, "deed:move-chair", "choice:2").asked.wish.mock.calls).toEqual([
      [{ type: "move-chair", chair: 2 }],
    ]);
  });

  test("what may not be done now cannot be pressed", () => {
    expect(press({ ...base, may: [] }, "deed:raise-hand").asked.wish).not.toHaveBeenCalled();
  });
});

describe("where the panel is and what it says", () => {
  test("it is within reach, below the eyes, and faces them", () => {
    listener.position.set([1, 1.2, 1]);
    listener.forward.set([1, 0, 0]);
    const group = new Group();
    placePanel(group);
    const away = group.position.distanceTo(new Vector3(1, 1.2, 1));
    expect(away).toBeGreaterThan(0.5);
    expect(away).toBeLessThan(0.7);
    expect(group.position.y).toBeLessThan(0.95);
    const facing = new Vector3(0, 0, 1).applyQuaternion(group.quaternion);
    const toEyes = new Vector3(1, 1.2, 1).sub(group.position).normalize();
    expect(facing.dot(toEyes)).toBeGreaterThan(0.999);
  });

  test("a point in the room is a pixel of the panel", () => {
    const mesh = new Mesh(new PlaneGeometry(...PANEL_SIZE_M));
    mesh.position.set(3, 1, 2);
    mesh.rotation.y = 1;
    mesh.updateMatrixWorld();
    const corner = mesh.localToWorld(new Vector3(-PANEL_SIZE_M[0] / 2, PANEL_SIZE_M[1] / 2, 0));
    const { x, y } = pixelAt(mesh, corner);
    expect(x).toBeCloseTo(0, 5);
    expect(y).toBeCloseTo(0, 5);
  });

  test("it reads whose turn it is and what was said, newest last", () => {
    const { title, lines } = panelReading(fakeStore(4, "offered").getState());
    expect(title).toBe("The piece is offered to you");
    expect(lines[0]).toContain("Welcome, everybody.");
    expect(lines.at(-1)).toBe("What are you bringing today?");
  });

  test("all of its text has a contrast of 4.5 to 1 or more", () => {
    const light = (hex: string) => {
      const [r, g, b] = [1, 3, 5].map((at) => {
        const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
        return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const { ground, title, text, edge: _edge, ...pairs } = PANEL_COLOURS;
    for (const [back, ink] of [[ground, title], [ground, text], ...Object.values(pairs)]) {
      const [dark, bright] = [light(back ?? ""), light(ink ?? "")].toSorted((a, b) => a - b);
      expect(((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
