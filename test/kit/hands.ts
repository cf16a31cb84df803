import type { Locator, Page } from "playwright-core";

import { panelOf } from "./headset-panel.ts";
import { until } from "./until.ts";

/** How somebody presses, chooses and writes. All of them find things by role and accessible name. */
export interface Hands {
  press(name: string): Promise<void>;
  /** A radio button, or on the headset's panel one of the choices. */
  choose(name: string): Promise<void>;
  write(box: string, text: string): Promise<void>;
}

const PATIENCE = { timeout: 30_000 };
/** More stops of the Tab key than any page of ours has. */
const MOST_STOPS = 150;

const buttonOf = (page: Page, name: string): Locator => {
  const dialog = page.getByRole("dialog");
  const named = { name, exact: true, disabled: false };
  return dialog.getByRole("button", named).or(page.getByRole("button", named)).last();
};

export const mouse = (page: Page): Hands => ({
  press: (name) => buttonOf(page, name).click(PATIENCE),
  choose: (name) => page.getByRole("radio", { name, exact: true }).check(PATIENCE),
  write: (box, text) => page.getByRole("textbox", { name: box, exact: true }).fill(text, PATIENCE),
});

const hasFocus = (found: Locator): Promise<boolean> =>
  found.evaluate((element) => element === document.activeElement);

/** Tab, from wherever the keyboard is, until it is there. */
async function tabTo(page: Page, found: Locator): Promise<void> {
  await found.waitFor(PATIENCE);
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await hasFocus(found)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not get to ${String(found)}`);
}

/** Nothing but keys; single-key shortcuts are not used, since somebody may have switched them off. */
export const keyboard = (page: Page): Hands => ({
  async press(name) {
    await tabTo(page, buttonOf(page, name));
    await page.keyboard.press("Enter");
  },
  async choose(name) {
    const wanted = page.getByRole("radio", { name, exact: true });
    await wanted.waitFor(PATIENCE);
    const group = page.getByRole("group").filter({ has: wanted }).last().getByRole("radio");
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await group.evaluateAll((all) => all.some((one) => one === document.activeElement)))
        break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    for (let steps = 0; !(await wanted.isChecked()); steps += 1) {
      if (steps > 20) throw new Error(`The arrow keys do not get to ${name}`);
      await page.keyboard.press("ArrowDown");
    }
  },
  async write(box, text) {
    const found = page.getByRole("textbox", { name: box, exact: true });
    await tabTo(page, found);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
  },
});

/** In a headset: the controller's ray on the panel's buttons, and the trigger. */
export const ray = (page: Page): Hands => {
  const find = async (name: string) =>
    (await panelOf(page)).find(({ label, enabled }) => label === name && enabled);
  const press = async (name: string): Promise<void> => {
    const before = JSON.stringify(await panelOf(page));
    const button = await until(
      () => find(name),
      (found) => found !== undefined,
      name,
    );
    if (button) await page.evaluate((at) => window.hearthHeadset.shoot(at), button.tracked);
    const shown = async () => JSON.stringify(await panelOf(page));
    await until(shown, (now) => now !== before, `the panel after ${name}`);
  };
  return {
    press,
    choose: press,
    // Nothing is typed in a headset: words are chosen from the panel.
    write: () => Promise.reject(new Error("no keyboard in a headset")),
  };
};
