import type { Ms, SeatId } from "../ids.ts";
import type { CircleEvent, CircleHappening } from "./events.ts";
import { lawOf } from "./formats/formats.ts";
import type { Middle } from "./middle.ts";
import { overlayRefusal } from "./overlay-words.ts";
import { type Changes, type Rules, type Ruling, allow, led, refuse, unless } from "./rule.ts";
import type { Format } from "./segment.ts";
import type { Circle, PowerReason, Seat } from "./state.ts";
import { PROMPT_MAX, TURN_LEAST_MS, TURN_MOST_MS } from "./times.ts";
import { endTurn } from "./turn-end.ts";
import { isAvailable, isSeated, seatOf } from "./who.ts";

const takesPart = (seat: Seat): boolean => isSeated(seat) && seat.mode !== "listen-only";

/** Round the circle to the left, the leader first: whoever asks others to speak speaks first. */
function speakingOrder(circle: Circle): readonly SeatId[] {
  const first = seatOf(circle, circle.leader)?.chair ?? 0;
  const steps = (seat: Seat): number => (seat.chair - first + circle.chairs) % circle.chairs;
  return circle.seats
    .filter(takesPart)
    .toSorted((a, b) => steps(a) - steps(b))
    .map((s) => s.id);
}

/** Who takes part and has not been offered the piece. */
export const unoffered = (circle: Circle): readonly SeatId[] =>
  circle.seats.filter((s) => takesPart(s) && !s.steppedOut && s.offers === 0).map((s) => s.id);

/** What must end so that the round can; refused without a reason while that would cut somebody short. */
export function roundClosing(
  circle: Circle,
  by: SeatId,
  reason: PowerReason | null,
  at: Ms,
): Ruling {
  const { round, floor } = circle;
  const busy = floor.kind !== "none" || (round?.state === "running" && round.laters.length > 0);
  return unless(
    [
      reason === null && round !== null && unoffered(circle).length > 0 && "some-not-offered",
      reason === null && busy && "reason-needed",
    ],
    () =>
      allow(
        ...clearing(circle, by, reason, at),
        ...(round ? [{ type: "round-closed", by, reason } as const] : []),
      ),
  );
}

/** Ends whatever is on the floor, because the round or the meeting ends. */
export function clearing(
  circle: Circle,
  by: SeatId | null,
  reason: PowerReason | null,
  at: Ms,
): readonly CircleHappening[] {
  const { floor } = circle;
  if (floor.kind === "none") return [];
  if (floor.kind === "offered") return [{ type: "piece-rested" }];
  return endTurn(circle, floor.by, { how: "round-closed", by, reason }, at);
}

/** No clock at all, or one that leaves time to say something and leaves some to the others. */
const isTurnLength = (turnMs: Ms | null): boolean =>
  turnMs === null || (turnMs >= TURN_LEAST_MS && turnMs <= TURN_MOST_MS);

/** How a round in this part of the meeting is held. */
export const formatNow = (circle: Circle): Format =>
  circle.sheet[circle.segment]?.format ?? "round";

export const roundRules: Rules<"start-round" | "set-prompt" | "close-round"> = {
  "start-round": led((circle, { by, at, prompt, turnMs }) => {
    const segment = circle.sheet[circle.segment];
    const format = formatNow(circle);
    const law = lawOf(format);
    const people = circle.seats.filter(isAvailable).length;
    const busy = circle.round?.state === "running" || circle.floor.kind !== "none";
    return unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        overlayRefusal(circle),
        busy && "round-running",
        (prompt?.length ?? 0) > PROMPT_MAX && "text-too-long",
        !isTurnLength(turnMs ?? null) && "time-limit-reached",
        people < (law.least ?? 1) && "too-few-people",
      ],
      () =>
        allow(
          {
            type: "round-started",
            number: circle.rounds + 1,
            format,
            prompt: prompt ?? segment?.prompt ?? "",
            turnMs: law.unclocked
              ? null
              : turnMs === undefined
                ? (segment?.turnMs ?? null)
                : turnMs,
            order: speakingOrder(circle),
            by,
          },
          ...(law.opening?.(circle, at) ?? []),
        ),
    );
  }),
  "set-prompt": led((circle, { by, prompt }) =>
    unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        prompt.length > PROMPT_MAX && "text-too-long",
        promptOf(circle) === prompt && "already-so",
      ],
      () => allow({ type: "prompt-set", prompt, by }),
    ),
  ),
  "close-round": led((circle, { by, at, reason }) =>
    circle.round ? roundClosing(circle, by, reason ?? null, at) : refuse("no-round"),
  ),
};

/** The question that stands over the circle now. */
export const promptOf = (circle: Circle): string =>
  circle.round?.prompt ?? circle.sheet[circle.segment]?.prompt ?? "";

export const roundChanges: Changes<
  "round-started" | "prompt-set" | "round-completed" | "round-closed"
> = {
  "round-started": (circle, event) => roundStarted(circle, event),
  "prompt-set": (circle, { prompt }) => ({
    ...circle,
    round: circle.round && { ...circle.round, prompt },
    sheet: circle.sheet.map((s, i) => (i === circle.segment ? { ...s, prompt } : s)),
  }),
  "round-completed": (circle) => ({
    ...circle,
    round: circle.round && { ...circle.round, state: "complete", middle: { kind: "none" } },
  }),
  "round-closed": (circle) => ({ ...circle, round: null, floor: { kind: "none" } }),
};

function roundStarted(
  circle: Circle,
  { number, format, prompt, turnMs, order, at }: Extract<CircleEvent, { type: "round-started" }>,
): Circle {
  const law = lawOf(format);
  // Where the middle is open to all, everybody has been asked with the beginning.
  const offers = law.byOrder ? 0 : 1;
  const anew = { offers, laterUsed: false, owed: false, owedMs: null } as const;
  const middle: Middle = law.begin?.(circle, at) ?? { kind: "none" };
  return {
    ...circle,
    rounds: number,
    round: { number, format, middle, prompt, turnMs, order, laters: [], state: "running" },
    seats: circle.seats.map((s) => ({ ...s, ...anew })),
  };
}
