import { useCircle } from "../bridge/parts.tsx";
import { useServerNow } from "../bridge/server-now.ts";
import { Figure } from "../ui/figure.tsx";
import { outfitOf } from "../world/outfit.ts";
import { type DrawnPerson, type RingDrawing, ringDrawing } from "./ring-drawing.ts";
import { turnLeft } from "./ring-geometry.ts";
import { RingLight } from "./ring-light.tsx";
import { ringSentences } from "./ring-words.ts";
import { nameLines, nameOf } from "./seat-words.ts";
import { useSpeaking } from "./use-speaking.ts";

const RADIUS = 118;
const MIDDLE = 160;
const AROUND = 2 * Math.PI * 46;

const at = (x: number, y: number): string =>
  `translate(${MIDDLE + x * RADIUS} ${MIDDLE + y * RADIUS})`;

/** The circle from above: who sits where, who has the piece, who is next. The list says the same in words. */
export function Ring() {
  const { circle, own } = useCircle();
  const speaking = useSpeaking();
  const drawing = ringDrawing(circle, own.seat);
  const { people, inner, groups, piece, light } = drawing;
  return (
    <svg
      viewBox="0 0 320 336"
      className="ring"
      role="img"
      aria-label={ringSentences(drawing, circle, own.seat).join(" ")}
    >
      <clipPath id="in-the-chair">
        <path d="M-26 0V-60H26V0A26 26 0 0 1 -26 0Z" />
      </clipPath>
      <circle cx={MIDDLE} cy={MIDDLE} r="92" className="ring-rug" />
      <circle cx={MIDDLE} cy={MIDDLE} r="74" className="ring-rug-band" />
      <circle cx={MIDDLE} cy={MIDDLE} r="56" className="ring-rug-inner" />
      <Clock />
      <g transform={at(0, 0)}>
        <RingLight light={light} />
      </g>
      <Chairs drawing={drawing} />
      {groups.map(({ number, x, y, radius, mine }) => (
        <circle
          key={number}
          transform={at(x, y)}
          r={radius * RADIUS}
          className="ring-group"
          data-mine={mine || undefined}
        />
      ))}
      {inner.map(({ x, y }) => (
        <circle key={`${x} ${y}`} transform={at(x, y)} r="18" className="ring-chair-inner" />
      ))}
      {people.map((person) => (
        <RingSeat key={person.seat} person={person} speaking={speaking.has(person.seat)} />
      ))}
      {piece ? <Piece x={MIDDLE + piece.x * RADIUS} y={MIDDLE + piece.y * RADIUS} /> : null}
    </svg>
  );
}

/** Chairs that nobody sits on just now: free ones, and those that wait for their owner to come back to the ring. */
function Chairs({ drawing }: { readonly drawing: RingDrawing }) {
  const { chairs, chairsAt, people } = drawing;
  const inPlace = new Set(people.filter(({ size }) => size === 1).map(({ seat }) => seat));
  return chairs
    .filter(({ seat }) => seat === null || !inPlace.has(seat))
    .map(({ chair, seat, x, y }) => (
      <circle
        key={chair}
        transform={at(x * chairsAt, y * chairsAt)}
        r={chairsAt > 1 ? 7 : 27}
        className="ring-chair ring-chair-free"
        data-kept={seat !== null || undefined}
      />
    ));
}

interface SeatProps {
  readonly person: DrawnPerson;
  readonly speaking: boolean;
}

function RingSeat({ person, speaking }: SeatProps) {
  const { circle } = useCircle();
  const { seat: id, x, y, size, piece, next, hand, gone } = person;
  const seat = circle.seats.find((one) => one.id === id);
  if (!seat) return null;
  return (
    <g
      transform={at(x, y)}
      className="ring-seat"
      data-held={(piece !== "" && piece !== "kept") || undefined}
      data-next={next || undefined}
      data-gone={gone === "" ? undefined : true}
      data-speaking={(seat.live && speaking) || undefined}
    >
      <g transform={`scale(${size})`}>
        <circle r="33" className="ring-glow" />
        <circle r="27" className="ring-chair" />
        <g clipPath="url(#in-the-chair)">
          <svg x="-30" y="-47" width="60" height="91.500" viewBox="0 0 80 122">
            <Figure parts={outfitOf(seat.look)} />
          </svg>
        </g>
        {hand ? <Lantern /> : null}
      </g>
      {nameLines(nameOf(circle, id), size === 1 ? 13 : 8).map((line, index) => (
        <text
          key={line}
          y={size === 1 ? 40 + index * 12 : 27 * size + 9 + index * 10}
          className="ring-name"
          data-small={size < 1 || undefined}
        >
          {line}
        </text>
      ))}
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
