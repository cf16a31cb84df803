import { createRequire } from "node:module";

import type { Page } from "playwright-core";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

declare global {
  interface Window {
    axe: {
      run(
        what: Document,
        options: object,
      ): Promise<{
        violations: {
          id: string;
          impact: string;
          nodes: { html: string; failureSummary: string }[];
        }[];
      }>;
    };
  }
}

/** Brings the checker along; before the page's first navigation. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript({ path: axeFile });
}

/** What would keep somebody out, as the page stands now: each fault with the place it is in. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html }) => `${impact} ${id}: ${html.slice(0, 160)}`),
  );
}
