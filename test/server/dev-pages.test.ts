import { expect, test } from "vitest";

import { runHearth } from "../kit/running-hearth.ts";

const SOURCES = [
  "/main.tsx",
  "/app.tsx",
  "/meeting.tsx",
  "/scene.tsx",
  "/api/house-api.ts",
  "/voice/open-voice.ts",
  "/ui/ui.css",
];

test("npm run dev: pages come from their sources, and folders named like our doors take nothing away from the doors", async () => {
  const hearth = await runHearth({}, ["--dev"]);
  try {
    for (const path of SOURCES) {
      const answer = await fetch(`${hearth.url}${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(await answer.text()).toContain(path.endsWith(".css") ? "css" : "import");
    }
    const page = await fetch(`${hearth.url}/j/${hearth.code}`, {
      headers: { accept: "text/html" },
    });
    expect(await page.text()).toContain("/main.tsx");
    const invitation = await fetch(`${hearth.url}/api/invitations/${hearth.code}`);
    expect(await invitation.json()).toMatchObject({ name: "First circle" });
    expect((await fetch(`${hearth.url}/healthz`)).status).toBe(200);
  } finally {
    await hearth.close();
  }
});
