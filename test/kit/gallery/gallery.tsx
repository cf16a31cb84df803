import { createRoot } from "react-dom/client";

import { Scene } from "../../../client/scene.tsx";
import type { Intents } from "../../../client/world/intents.ts";
import { drawnHeads, listener } from "../../../client/world/listener.ts";
import { ownHands, ownPose } from "../../../client/world/own-pose.ts";
import { requestHeadset } from "../../../client/xr/enter.ts";
import { fakeStore } from "./fake-world.ts";

/** A page for looking at the room with made-up people; served by the gallery's own vite only. */
const query = new URLSearchParams(location.search);
const asked: unknown[] = [];
Object.assign(window, { asked, drawnHeads, listener, ownHands, ownPose });
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
const { circle } = store.getState();
const [place, light] = [query.get("place"), query.get("light") as "day" | "dusk" | "night" | null];
if (circle)
  store.setState({
    circle: { ...circle, place: place ?? circle.place, light: light ?? circle.light },
  });
Object.assign(window, { store });

/** An emulated headset, installed before anything asks for one. */
async function headset(): Promise<XRSession | null> {
  if (!query.has("xr")) return null;
  const { XRDevice, metaQuest3 } = await import("iwer");
  const device = new XRDevice(metaQuest3);
  device.installRuntime({ forceInstall: true });
  device.stereoEnabled = true;
  device.ipd = 0.064;
  device.position.set(0, 1.6, 0);
  // Looking down a little, as one does to read the panel.
  if (query.has("down")) device.quaternion.set(-0.25, 0, 0, 0.968);
  device.controllers.left?.position.set(-0.2, 1.15, -0.35);
  device.controllers.right?.position.set(0.22, 1.2, -0.4);
  Object.assign(window, { device });
  return null;
}

await headset();
const element = document.getElementById("root");
const root = element && createRoot(element);
const show = (session: Promise<XRSession> | null) =>
  root?.render(
    <Scene
      intents={intents}
      store={store}
      session={session}
      onHeadset={note("headset")}
      onNoHeadset={note("no headset")}
    />,
  );
show(query.has("xr") ? requestHeadset() : null);
Object.assign(window, { enterAgain: () => show(requestHeadset()) });
