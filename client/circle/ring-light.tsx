import type { RingDrawing } from "./ring-drawing.ts";

/** What burns or rests in the middle of the ring. */
export function RingLight({ light }: { readonly light: RingDrawing["light"] }) {
  switch (light) {
    case "candle":
      return <Candle />;
    case "still":
      return (
        <>
          <circle r="40" className="ring-still" />
          <circle r="31" className="ring-still" />
          <Candle />
        </>
      );
    case "fire":
      return <Fire />;
    case "bell":
      return <Bell />;
  }
}

/** A light in the middle, as in the room. */
function Candle() {
  return (
    <g className="ring-candle">
      <circle r="30" className="ring-candle-glow" />
      <rect x="-6" y="-2" width="12" height="18" rx="3" className="ring-candle-wax" />
      <path
        d="M0 -19C5 -12 6 -9 6 -6A6 6 0 0 1 -6 -6C-6 -10 -2 -12 0 -19Z"
        className="ring-flame"
      />
    </g>
  );
}

function Fire() {
  return (
    <g className="ring-candle">
      <circle r="26" className="ring-candle-glow" />
      <path d="M-15 13L15 6M-15 6L15 13" className="ring-logs" />
      <path
        d="M0 -22C7 -12 12 -7 12 1A12 11 0 0 1 -12 1C-12 -5 -8 -7 -6 -13C-3 -10 -2 -9 -2 -6C0 -10 1 -15 0 -22Z"
        className="ring-flame"
      />
    </g>
  );
}

/** A singing bowl that has been struck. */
function Bell() {
  return (
    <g className="ring-candle">
      <circle r="40" className="ring-still" />
      <circle r="31" className="ring-still" />
      <path d="M-19 -6H19C19 8 10 15 0 15S-19 8 -19 -6Z" className="ring-bell" />
      <ellipse cy="-6" rx="19" ry="5" className="ring-bell-rim" />
    </g>
  );
}
