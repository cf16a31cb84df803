/** What this device remembers. A browser that keeps nothing is no fault: the visit goes on without. */
export function readKept(key: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`hearth.${key}`) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}

export function keep(key: string, value: object): void {
  try {
    localStorage.setItem(`hearth.${key}`, JSON.stringify(value));
  } catch {
    // Kept for this visit only.
  }
}
