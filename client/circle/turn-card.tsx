import { useEffect, useRef, useState, type ReactNode } from "react";

import type { CircleView, OwnView } from "#rules/circle/view.ts";

import { useCircle, useWorld } from "../bridge/parts.tsx";
import { usePreferences } from "../bridge/preferences.ts";
import { Button } from "../ui/button.tsx";
import { say } from "../ui/say.ts";
import { deedOf, deedsShown } from "../world/deeds.ts";
import { DeedButton } from "./deed-button.tsx";
import { Countdown } from "./middle-card.tsx";
import { nameOf } from "./seat-words.ts";
import { TimeLeft } from "./time-left.tsx";

type Mine = "offer" | "floor" | "lead" | "invited" | "none";

function useMine(): Mine {
  const { circle, own } = useCircle();
  const { floor } = circle;
  if (floor.by === own.seat && floor.kind === "offered") return "offer";
  if (floor.by === own.seat && (floor.kind === "held" || floor.kind === "on-hold")) return "floor";
  if (own.facilitationOffered) return "lead";
  return own.invitedWith.length > 0 ? "invited" : "none";
}

function alertWords(mine: Mine, circle: CircleView, own: OwnView): string | null {
  switch (mine) {
    case "offer":
      return say("floor.offer");
    case "floor":
      return say("floor.yours");
    case "lead":
      return say("floor.lead-offer", { name: nameOf(circle, circle.leader) });
    case "invited":
      return say("invite.alert", {
        names: own.invitedWith.map((id) => nameOf(circle, id)).join(", "),
      });
    case "none":
      return null;
  }
}

/**
 * My turn, or whose it is. The one alert of the circle lives here: it speaks when the piece is offered to me, and when I
 * have the floor. Its element stays, so that readers of the screen notice its words change.
 */
export function TurnCard() {
  const { circle, own } = useCircle();
  const mine = useMine();
  const alert = alertWords(mine, circle, own);
  return (
    <section className="turn" data-mine={mine}>
      <p role="alert" aria-label={alert ?? undefined} className={alert ? "turn-alert" : "unseen"}>
        {alert}
      </p>
      <KeepFocus on={mine}>
        {mine === "offer" ? <Offer /> : null}
        {mine === "floor" ? <Floor /> : null}
        {mine === "lead" ? (
          <div className="row">
            {deedsShown("offered", circle, own).map((deed) => (
              <DeedButton deed={deed} key={deed.id} />
            ))}
          </div>
        ) : null}
        {mine === "invited" ? <Invited /> : null}
        {mine === "none" ? <Others /> : null}
      </KeepFocus>
    </section>
  );
}

/** When the button under somebody's fingers goes away, the keyboard stays in this place. */
function KeepFocus({ on, children }: { readonly on: Mine; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (inside.current && lost) place.current?.focus();
  }, [on]);
  return (
    <div
      ref={place}
      tabIndex={-1}
      className="stack-small"
      onFocus={() => {
        inside.current = true;
      }}
      onBlur={(event) => {
        // Without a next element the focused one went away, or the window did: the place is kept.
        if (event.relatedTarget) inside.current = false;
      }}
    >
      {children}
    </div>
  );
}

function Offer() {
  const { circle, own } = useCircle();
  const { takeAsks } = usePreferences();
  const [asked, setAsked] = useState(false);
  const shown = deedsShown("offered", circle, own).filter(
    ({ id }) => id === "take-piece" || id === "pass" || id === "later",
  );
  const asks = takeAsks && circle.floor.lane === "voice" && !asked;
  return (
    <>
      <p className="soft">{say("floor.offer-hint")}</p>
      <p className="soft small">
        {say(circle.floor.lane === "voice" ? "floor.yours-voice" : "floor.yours-text")}
      </p>
      <div className="row">
        {shown.map((deed) =>
          deed.id === "take-piece" && asks ? (
            <Button kind="first" key={deed.id} onPress={() => setAsked(true)}>
              {say(deed.words)}
            </Button>
          ) : (
            <DeedButton deed={deed} key={deed.id} />
          ),
        )}
      </div>
    </>
  );
}

/** Three facts apart: I have the floor, my microphone is open, others can hear me. */
function Floor() {
  const { circle, own } = useCircle();
  const voice = useWorld((world) => world.voice);
  const { floor } = circle;
  const words =
    floor.lane === "text"
      ? say("floor.yours-text")
      : voice.microphoneDenied
        ? say("floor.mic-denied")
        : !own.micOpen
          ? say("floor.mic-closed")
          : say(voice.microphoneLive ? "floor.mic-live" : "floor.mic-opening");
  return (
    <>
      <p className="turn-fact" data-live={voice.microphoneLive || floor.lane === "text"}>
        {words}
      </p>
      {floor.overdue ? (
        <p className="turn-warm">{say("floor.overdue")}</p>
      ) : floor.warned ? (
        <p className="turn-warm">{say("floor.warned")}</p>
      ) : null}
      <div className="row">
        {deedsShown("holding", circle, own).map((deed) => (
          <DeedButton deed={deed} key={deed.id} />
        ))}
        <TimeLeft withSwitch />
      </div>
      {own.timeAsked ? <p className="soft small">{say("floor.asked-time")}</p> : null}
    </>
  );
}

/** Sitting together is asked, never done to anybody; the fire is as good a place. */
function Invited() {
  const { circle } = useCircle();
  return (
    <>
      <p className="soft">{say("invite.hint")}</p>
      <div className="row">
        {(["join-group", "stay-by-fire"] as const).map(deedOf).map((deed) => (
          <DeedButton deed={deed} key={deed.id} />
        ))}
      </div>
      <Countdown label="invite.left" until={circle.middle.until} />
    </>
  );
}

function Others() {
  const { circle, own } = useCircle();
  const { floor } = circle;
  if (floor.kind === "none") return null;
  const name = nameOf(circle, floor.by);
  const words =
    floor.kind === "offered"
      ? say("floor.offered", { name })
      : floor.kind === "on-hold"
        ? say("floor.on-hold", { name })
        : say(floor.lane === "text" ? "floor.held-text" : "floor.held", { name });
  return (
    <div className="turn-others">
      <div className="stack-small">
        <p className="turn-who">{words}</p>
        {floor.overdue ? <p className="turn-warm">{say("floor.overdue-other")}</p> : null}
        {floor.warned && !floor.overdue ? <p className="turn-warm">{say("floor.warned")}</p> : null}
        {circle.next === own.seat ? <p>{say("floor.offer-next")}</p> : null}
      </div>
      {floor.kind === "offered" ? null : <TimeLeft withSwitch />}
    </div>
  );
}
