import type { SeatView } from "#rules/circle/view.ts";

import { useCircle } from "../bridge/parts.tsx";
import { Figure } from "../ui/figure.tsx";
import { say } from "../ui/say.ts";
import { deedsShown } from "../world/deeds.ts";
import { outfitOf } from "../world/outfit.ts";
import { DeedButton } from "./deed-button.tsx";
import { OwnShare } from "./own-share.tsx";
import { type SeatState, statesOf } from "./seat-words.ts";
import { useSpeaking } from "./use-speaking.ts";

const WARM: Partial<Record<SeatState, "warm" | "leaf">> = {
  speaking: "warm",
  offered: "warm",
  next: "leaf",
  hand: "leaf",
};

/** Everybody in speaking order: the same facts as the drawn ring, in words. */
export function PeopleList() {
  const { circle } = useCircle();
  const speaking = useSpeaking();
  return (
    <>
      {/* Without the role some browsers take the list for no list, since it has no dots. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ol className="people" role="list" aria-label={say("circle.list")}>
        {circle.seats.map((seat, index) => (
          <Person
            key={seat.id}
            seat={seat}
            place={index + 1}
            states={statesOf(seat, circle, speaking)}
          />
        ))}
      </ol>
      <OwnShare />
    </>
  );
}

interface Props {
  readonly seat: SeatView;
  readonly place: number;
  readonly states: readonly SeatState[];
}

function Person({ seat, place, states }: Props) {
  const { circle, own } = useCircle();
  const deeds = deedsShown("person", circle, own, seat.id);
  return (
    <li className="person" data-held={states.includes("speaking") || undefined}>
      <Figure parts={outfitOf(seat.look)} className="person-figure" />
      <div className="person-words">
        <p>
          <strong className="person-name">{seat.name}</strong>
          <span className="unseen">, </span>
          {seat.id === own.seat ? (
            <>
              <span className="soft small"> ({say("state.you")})</span>
              <span className="unseen">, </span>
            </>
          ) : null}
          <span className={seat.role === "member" ? "unseen" : "soft small person-role"}>
            {say(`role.${seat.role}`)}
          </span>
          <span className="unseen">, </span>
        </p>
        <p className="person-states">
          {states.map((state) => (
            <span key={state}>
              <span className="chip" data-kind={WARM[state]}>
                {say(`state.${state}`)}
              </span>
              <span className="unseen">, </span>
            </span>
          ))}
          <span className="soft small">
            {say("state.place", { place, count: circle.seats.length })}
          </span>
        </p>
      </div>
      {deeds.length > 0 ? (
        <div className="person-deeds">
          {deeds.map((deed) => (
            <DeedButton
              deed={deed}
              key={deed.id}
              target={seat.id}
              name={seat.name}
              className="button-small"
            />
          ))}
        </div>
      ) : null}
    </li>
  );
}
