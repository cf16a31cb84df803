import { useCircle } from "../bridge/parts.tsx";
import { say } from "../ui/say.ts";

/** One's own part of the time, told to nobody else; and, when the meeting is over, how evenly all shared it. */
export function OwnShare() {
  const { circle, own } = useCircle();
  const me = circle.seats.find(({ id }) => id === own.seat);
  const over = circle.phase === "afterglow" || circle.phase === "ended";
  const speaks = me !== undefined && me.mode !== "listen-only";
  if (over)
    return own.evenness === null ? null : (
      <p className="soft small">
        {say("share.together", { percent: Math.round(own.evenness * 100) })}
      </p>
    );
  return circle.phase === "meeting" && speaks ? (
    <p className="soft small">{say(`share.own-${own.share}`)}</p>
  ) : null;
}
