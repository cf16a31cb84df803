/** What makes a headset comfortable for this person, on this device only. */
export interface Comfort {
  /** Degrees of one snap turn. */
  snapDegrees: 30 | 45 | 60;
  /** Raises (or lowers) the view, metres. */
  heightM: number;
  /** Cuts instead of fades, a still fire, no flying piece. */
  still: boolean;
  /** Always full sharpness, however slow it gets. */
  sharp: boolean;
}

const KEY = "hearth.comfort";
const HEIGHT_LIMIT_M = 0.4;

export const comfort: Comfort = { snapDegrees: 45, heightM: 0, still: false, sharp: false };

function take(kept: Partial<Comfort>): void {
  const { snapDegrees, heightM, still, sharp } = kept;
  if (snapDegrees === 30 || snapDegrees === 45 || snapDegrees === 60)
    comfort.snapDegrees = snapDegrees;
  if (typeof heightM === "number") setHeight(heightM);
  if (typeof still === "boolean") comfort.still = still;
  if (typeof sharp === "boolean") comfort.sharp = sharp;
}

/** Reads what was kept; anything strange is ignored. Reduced motion as the system asks for it always counts. */
export function loadComfort(): Comfort {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof kept === "object" && kept !== null) take(kept);
  } catch {
    // No storage or broken JSON: the defaults are comfortable.
  }
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) comfort.still = true;
  return comfort;
}

export function keepComfort(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(comfort));
  } catch {
    // Kept for this visit only.
  }
}

export function setHeight(metres: number): void {
  comfort.heightM = Math.max(-HEIGHT_LIMIT_M, Math.min(HEIGHT_LIMIT_M, metres));
}
