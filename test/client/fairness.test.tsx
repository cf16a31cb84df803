import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { CircleView, OwnView } from "#rules/circle/view.ts";
import { asSeatId } from "#rules/ids.ts";

import { MeetingProvider } from "../../client/bridge/parts.tsx";
import { SpeakingBalance } from "../../client/circle/balance.tsx";
import { OwnShare } from "../../client/circle/own-share.tsx";
import { TimelineLinks } from "../../client/circle/timeline-links.tsx";
import { createWorldStore } from "../../client/world/circle-store.ts";
import type { Intents } from "../../client/world/intents.ts";
import { aCircleView, anOwnView, aSeatView } from "../kit/a-circle-view.ts";

beforeEach(() => history.replaceState(null, "", "/"));
afterEach(cleanup);

const nothing = () => undefined;
const intents: Intents = {
  wish: nothing,
  say: nothing,
  report: nothing,
  helpNow: nothing,
  leave: nothing,
  comeBack: nothing,
  allowSound: nothing,
};
const [me, alder, birch] = [asSeatId("me"), asSeatId("alder"), asSeatId("birch")] as const;
const seats = [
  aSeatView({ id: me, name: "Me" }),
  aSeatView({ id: alder, name: "Alder" }),
  aSeatView({ id: birch, name: "Birch" }),
];

function show(part: React.ReactNode, circle: Partial<CircleView>, own: Partial<OwnView>): string {
  const store = createWorldStore();
  store.setState({ circle: aCircleView({ seats, ...circle }), own: anOwnView(own) });
  const { container } = render(
    <MeetingProvider parts={{ store, intents }}>{part}</MeetingProvider>,
  );
  return container.textContent;
}

test("[F19] one's own share is a kind sentence in the meeting, and one number for all when it is over", () => {
  expect(show(<OwnShare />, { phase: "meeting" }, { share: "light" })).toContain(
    "less of the time",
  );
  cleanup();
  expect(show(<OwnShare />, { phase: "lobby" }, { share: "light" })).toBe("");
  cleanup();
  const over = show(<OwnShare />, { phase: "afterglow" }, { share: "full", evenness: 0.827 });
  expect(over).toBe("How evenly the time was shared: 83 of 100.");
  cleanup();
  expect(show(<OwnShare />, { phase: "afterglow" }, { evenness: null })).toBe("");
});

test("[F18] who leads sees labels and what may be worth a word, in words", () => {
  const { console } = anOwnView({ role: "facilitator" });
  if (!console) throw new Error("whoever facilitates has a console");
  const fairness = {
    evenness: 0.5,
    unheard: [birch],
    unheardFrom: 1,
    again: [alder],
    sameThree: [],
    ownShare: 0.34,
  };
  const balance = [
    { seat: alder, turns: 2, spokenMs: 65_000, share: "full" as const },
    { seat: birch, turns: 0, spokenMs: 0, share: "unheard" as const },
  ];
  const told = show(
    <SpeakingBalance />,
    { phase: "meeting" },
    { role: "facilitator", console: { ...console, fairness, balance } },
  );
  for (const words of [
    "Alder: 2 turns, 1 min 5 s, full",
    "Birch: not yet",
    "far more than most: Alder",
    "34 % of the time has been yours",
    "50 of 100",
  ])
    expect(told).toContain(words);
});

test("[C14] the timeline is taken along from our own origin", () => {
  history.replaceState(null, "", "/m/abc");
  show(<TimelineLinks />, { phase: "afterglow" }, { role: "facilitator" });
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(links).toEqual(["/api/meetings/abc/timeline?as=csv", "/api/meetings/abc/timeline"]);
});
