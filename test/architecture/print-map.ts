import { readFileSync, writeFileSync } from "node:fs";

import { drawMap } from "./map.ts";

/** Writes the map, drawn from the real imports, into the README between its two marks (`npm run map`). */
const readme = readFileSync("README.md", "utf8");
const map = await drawMap();
writeFileSync(
  "README.md",
  readme.replace(
    /(<!-- map -->\n)[^]*?(<!-- \/map -->)/,
    (_all, open: string, close: string) => `${open}${map}\n${close}`,
  ),
);
