import { createRoot } from "react-dom/client";

import { Scene } from "../../../client/scene.tsx";
import type { Intents } from "../../../client/world/intents.ts";
import { fakeStore } from "./fake-world.ts";

/** A page for looking at the room with made-up people; served by the gallery's own vite only. */
const query = new URLSearchParams(location.search);
const asked: unknown[] = [];
Object.assign(window, { asked });
const note = (what: string) => (value?: unknown) => void asked.push([what, value]);
const intents: Intents = {
  wish: note("wish"),
  say: note("say"),
  report: note("report"),
  helpNow: note("helpNow"),
  leave: note("leave"),
  comeBack: note("comeBack"),
  allowSound: note("allowSound"),
};
const store = fakeStore(Number(query.get("n") ?? 8), query.get("state") ?? "rest");
Object.assign(window, { store });
const root = document.getElementById("root");
if (root) createRoot(root).render(<Scene intents={intents} store={store} />);
