import type { Page } from "playwright-core";

interface PanelButton {
  readonly id: string;
  readonly label: string;
  readonly enabled: boolean;
  /** Its middle, as the headset measures places. */
  readonly tracked: readonly [number, number, number];
}

/** What is written on the headset's panel now, and where each button is. */
export async function panelOf(page: Page): Promise<readonly PanelButton[]> {
  const text = await page.evaluate(
    () => document.querySelector<HTMLElement>("[data-scene]")?.dataset["panel"] ?? "[]",
  );
  return JSON.parse(text);
}
