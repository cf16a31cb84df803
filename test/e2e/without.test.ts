import { afterEach, expect, test } from "vitest";

import { freePort } from "../kit/house-process.ts";
import { alert, gather, momentsOf, startRound, told, type Trio } from "../kit/trio.ts";

let trio: Trio;
afterEach(async () => {
  await trio.close();
});

test("[F-07] without the facilitator the turn goes on and the circle rests after it; they come back with their powers, the door locked", async () => {
  trio = await gather();
  const { hazel, alder, birch } = trio;
  await startRound(trio);
  await alder.press("Take the piece");
  await hazel.press("Lock door");
  await told(birch, "locked the door").waitFor();
  const meeting = hazel.page.url();
  await hazel.page.close();
  const calm =
    "The facilitator lost the connection. Whoever speaks may finish; then the circle rests.";
  await birch.page.getByRole("paragraph").filter({ hasText: calm }).waitFor({ timeout: 20_000 });
  await alert(alder, "You have the floor").waitFor();
  await alder.press("Hand on");
  await alert(alder, "You have the floor").waitFor({ state: "hidden" });
  const offers = async () =>
    (await momentsOf(trio.house)).filter(({ event }) => event.type === "piece-offered").length;
  const before = await offers();

  const page = await hazel.context.newPage();
  await page.goto(meeting);
  await alert(birch, "The piece is offered to you").waitFor();
  expect(await offers()).toBe(before + 1);
  await birch.press("Take the piece");
  await alert(birch, "You have the floor").waitFor();
  await page.getByRole("button", { name: "Unlock door", exact: true }).click();
  await told(birch, "unlocked the door").waitFor();
  await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
  const kinds = (await momentsOf(trio.house)).map(({ event }) => event.type);
  expect(kinds).toEqual(expect.arrayContaining(["facilitator-missed", "facilitator-returned"]));
  expect(kinds.filter((kind) => kind === "turn-held")).toEqual([]);
});

test("[F-14] without a voice server from the start: it is said, and a whole turn goes by text", async () => {
  trio = await gather(
    {},
    {
      LIVEKIT_URL: `ws://127.0.0.1:${await freePort()}`,
      LIVEKIT_API_KEY: "nobody",
      LIVEKIT_API_SECRET: "nobody-answers-at-this-address",
    },
  );
  const { alder, birch, house } = trio;
  const said = "Voices cannot be carried just now: turns go by text.";
  for (const { page } of [alder, birch])
    await page.getByRole("paragraph").filter({ hasText: said }).waitFor();
  await startRound(trio);
  await alder.press("Take the piece");
  await alert(alder, "You have the floor").waitFor();
  await alder.page.getByText("What you write is your turn.").first().waitFor();
  await birch.page.getByText("Alder is sharing in writing").waitFor();
  const message = alder.page.getByRole("textbox", { name: "Message" });
  await message.fill("I came on foot today.");
  await message.press("Enter");
  await birch.page.getByRole("log", { name: "Chat" }).getByText("I came on foot today.").waitFor();
  await alder.press("Hand on");
  await alert(birch, "The piece is offered to you").waitFor();
  expect(house.summary().voice).toMatchObject({ state: "off" });
});
