import { useEffect, useRef } from "react";

interface Props {
  readonly label: string;
  /** Asked at every frame: 0 … 1. */
  readonly level: () => number;
}

const EVERY_MS = 500;

/** A bar that follows a level by itself, without drawing the page anew. Readers of the screen get it twice a second. */
export function Meter({ label, level }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let last = 0;
    let told = 0;
    let id = requestAnimationFrame(function draw(now) {
      last = Math.max(level(), last * 0.9);
      if (bar.current) bar.current.style.transform = `scaleX(${Math.min(1, last)})`;
      if (now - told > EVERY_MS) {
        told = now;
        frame.current?.setAttribute("aria-valuenow", String(Math.round(Math.min(1, last) * 100)));
      }
      id = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(id);
  }, [level]);
  return (
    <div
      ref={frame}
      className="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <div className="meter-good" />
      <div ref={bar} className="meter-level" />
    </div>
  );
}
