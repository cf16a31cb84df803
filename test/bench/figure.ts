/** A figure, or null with the reason why there is none. Never invented. */
export interface Figure<T> {
  readonly value: T | null;
  readonly why: string;
}

export const found = <T>(value: T): Figure<T> => ({ value, why: "" });
export const missing = <T>(why: string): Figure<T> => ({ value: null, why });

/** The figure, or why it failed. */
export async function tryFigure<T>(measure: () => Promise<T> | T): Promise<Figure<T>> {
  try {
    return found(await measure());
  } catch (error) {
    return missing(error instanceof Error ? (error.message.split("\n")[0] ?? "failed") : "failed");
  }
}
