import { useCircle } from "../bridge/parts.tsx";
import { useServerNow } from "../bridge/server-now.ts";
import { Figure } from "../ui/figure.tsx";
import { outfitOf } from "../world/outfit.ts";
import { describeRing, pieceWith, type RingPlace, ringPlaces, turnLeft } from "./ring-geometry.ts";
import { useSpeaking } from "./use-speaking.ts";

const RADIUS = 118;
const MIDDLE = 160;
/** The piece stands between its holder and the middle. */
const PIECE_AT = 0.52;
/** Where it rests: before the light in the middle. */
const RESTS_AT = 30;
const AROUND = 2 * Math.PI * 46;

/** The circle from above: who sits where, who has the piece, who is next. The list says the same in words. */
export function Ring() {
  const { circle, own } = useCircle();
  const speaking = useSpeaking();
  const places = ringPlaces(circle, own.seat);
  const holder = places.find(({ seat }) => seat !== null && seat === pieceWith(circle));
  const [px, py] = holder
    ? [MIDDLE + holder.x * RADIUS * PIECE_AT, MIDDLE + holder.y * RADIUS * PIECE_AT]
    : [MIDDLE, MIDDLE + RESTS_AT];
  return (
    <svg viewBox="0 0 320 330" className="ring" role="img" aria-label={describeRing(circle)}>
      <clipPath id="in-the-chair">
        <path d="M-26 0V-60H26V0A26 26 0 0 1 -26 0Z" />
      </clipPath>
      <circle cx={MIDDLE} cy={MIDDLE} r="92" className="ring-rug" />
      <circle cx={MIDDLE} cy={MIDDLE} r="74" className="ring-rug-band" />
      <circle cx={MIDDLE} cy={MIDDLE} r="56" className="ring-rug-inner" />
      <Clock />
      <Candle />
      {places.map((place) => (
        <RingSeat key={place.chair} place={place} speaking={speaking} />
      ))}
      <Piece x={px} y={py} />
    </svg>
  );
}

interface SeatProps {
  readonly place: RingPlace;
  readonly speaking: ReadonlySet<string>;
}

function RingSeat({ place: { seat, x, y }, speaking }: SeatProps) {
  const { circle } = useCircle();
  const at = `translate(${MIDDLE + x * RADIUS} ${MIDDLE + y * RADIUS})`;
  const person = circle.seats.find(({ id }) => id === seat);
  if (!person)
    return (
      <g transform={at} className="ring-seat">
        <circle r="27" className="ring-chair ring-chair-free" />
      </g>
    );
  const { id, live, presence, look, handRaised } = person;
  return (
    <g
      transform={at}
      className="ring-seat"
      data-held={id === pieceWith(circle) || undefined}
      data-next={circle.next === id || undefined}
      data-gone={presence === "here" ? undefined : true}
      data-speaking={(live && speaking.has(id)) || undefined}
    >
      <circle r="33" className="ring-glow" />
      <circle r="27" className="ring-chair" />
      <g clipPath="url(#in-the-chair)">
        <svg x="-30" y="-47" width="60" height="91.500" viewBox="0 0 80 122">
          <Figure parts={outfitOf(look)} />
        </svg>
      </g>
      {handRaised ? <Lantern /> : null}
    </g>
  );
}

function Clock() {
  const { circle } = useCircle();
  const now = useServerNow(250);
  const share = turnLeft(circle, now);
  if (share === null) return null;
  return (
    <circle
      cx={MIDDLE}
      cy={MIDDLE}
      r="46"
      className="ring-clock"
      data-warm={circle.floor.warned || undefined}
      strokeDasharray={AROUND}
      strokeDashoffset={AROUND * (1 - share)}
      transform={`rotate(-90 ${MIDDLE} ${MIDDLE})`}
    />
  );
}

/** A light in the middle, as in the room. */
function Candle() {
  return (
    <g transform={`translate(${MIDDLE} ${MIDDLE})`} className="ring-candle">
      <circle r="30" className="ring-candle-glow" />
      <rect x="-6" y="-2" width="12" height="18" rx="3" className="ring-candle-wax" />
      <path
        d="M0 -19C5 -12 6 -9 6 -6A6 6 0 0 1 -6 -6C-6 -10 -2 -12 0 -19Z"
        className="ring-flame"
      />
    </g>
  );
}

function Lantern() {
  return (
    <g transform="translate(22 -24)" className="ring-lantern">
      <circle r="11" />
      <path d="M-3.500 3V-4a1.600 1.600 0 0 1 3.200 0M-.3 -1V-6a1.600 1.600 0 0 1 3.200 0V0M2.900 -2.500a1.500 1.500 0 0 1 3 0V2A5.500 5.500 0 0 1 -4 4.500L-6 1" />
    </g>
  );
}

/** The talking piece: a smooth stone with a spiral. */
function Piece({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className="ring-piece" style={{ transform: `translate(${x}px, ${y}px)` }}>
      <ellipse rx="13" ry="11" className="ring-piece-stone" />
      <path
        d="M0 0a2 2 0 0 1 2 2 4 4 0 0 1-6-1 5.500 5.500 0 0 1 6-6 7 7 0 0 1 6 7"
        className="ring-piece-spiral"
      />
    </g>
  );
}
