/** npm run gallery-people [-- WORDS…]: people by form, dress, state, hands, piece and distance, as pictures into `out`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { createServer } from "vite";

import { openChromium } from "../chromium.ts";

const HERE = import.meta.dirname;
const TOP = join(HERE, "../../..");
const OUT = join(HERE, "out");
const words = process.argv.slice(2);

mkdirSync(OUT, { recursive: true });
const server = await createServer({
  configFile: false,
  root: HERE,
  logLevel: "error",
  cacheDir: join(TOP, "node_modules/.cache/gallery-people"),
  server: { fs: { allow: [TOP] } },
});
await server.listen(0);
const browser = await openChromium(440);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.on("pageerror", (error) => process.stdout.write(`! ${error.message}\n`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.text().includes("THREE"))
      process.stdout.write(`! ${message.text().slice(0, 1200)}\n`);
  });
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await page.waitForFunction("window.take !== undefined", null, { timeout: 120_000 });
  const names = await page.evaluate(() => (window as unknown as { names: string[] }).names);
  for (const name of names.filter((one) => words.every((word) => one.includes(word)))) {
    const facts = await page.evaluate(
      (one) => (window as unknown as { take: (name: string) => object }).take(one),
      name,
    );
    await page.screenshot({ path: join(OUT, `${name}.jpg`), type: "jpeg", quality: 88 });
    process.stdout.write(`${name}  ${JSON.stringify(facts)}\n`);
  }
} finally {
  await browser.close();
  await server.close();
}
