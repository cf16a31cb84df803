import { once } from "node:events";
import { createServer } from "node:http";

import { afterAll, beforeAll, expect, test } from "vitest";

import { goTo, openChromium } from "../kit/chromium.ts";
import { giveEars, readingsOf, SILENCE_DB, untilHeard, VOICE_DB } from "../kit/ears.ts";
import { TONES_HZ } from "../kit/person.ts";

const [, TONE_HZ] = TONES_HZ;
const server = createServer((_, answer) => {
  answer.setHeader("content-type", "text/html");
  answer.end("<title>kit</title><p>Nothing but a page.</p>");
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A page that speaks to itself over WebRTC. */
async function speakToOneself(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  here.onicecandidate = ({ candidate }) => void (candidate && there.addIceCandidate(candidate));
  there.onicecandidate = ({ candidate }) => void (candidate && here.addIceCandidate(candidate));
  for (const track of stream.getTracks()) here.addTrack(track, stream);
  await here.setLocalDescription();
  await there.setRemoteDescription(here.localDescription ?? { type: "offer", sdp: "" });
  await there.setLocalDescription();
  await here.setRemoteDescription(there.localDescription ?? { type: "answer", sdp: "" });
  Object.assign(window, { here, there, stream });
}

test("ears hear a tone that arrives over WebRTC, and silence at every other one", async () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const browser = await openChromium(TONE_HZ);
  try {
    const page = await browser.newPage();
    await giveEars(page, TONES_HZ);
    await goTo(page, `http://localhost:${port}/`);
    await page.locator("p").click();
    await page.evaluate(speakToOneself);
    await untilHeard(page, TONE_HZ, 20_000);
    const start = (await readingsOf(page)).length;
    const since = async () => (await readingsOf(page)).slice(start);
    await expect.poll(async () => (await since()).length, { timeout: 20_000 }).toBeGreaterThan(30);
    const readings = await since();
    const levels = (hz: number) => readings.map(({ dB }) => dB[hz] ?? 0);
    // The tone beats, as speech does: it is softer now and then.
    const heard = levels(TONE_HZ).filter((level) => level > VOICE_DB);
    expect(heard.length).toBeGreaterThan(readings.length / 2);
    for (const hz of TONES_HZ.filter((one) => one !== TONE_HZ))
      expect(Math.max(...levels(hz))).toBeLessThan(SILENCE_DB);
  } finally {
    await browser.close();
  }
});
