import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";

import { chooseRoom, roomChoice } from "../../client/bridge/room-choice.ts";
import { comfortDeeds } from "../../client/circle/panel-comfort.ts";
import { RoomSettings } from "../../client/circle/room-settings.tsx";

const kept = (): unknown => JSON.parse(localStorage.getItem("hearth.room") ?? "null");

beforeEach(() =>
  chooseRoom({ calm: false, thrifty: false, sounds: "between-turns", soundVolume: 0.5 }),
);
afterEach(cleanup);

test("a calm room, a light room and its sounds are chosen in the settings, and kept on this device", () => {
  render(<RoomSettings />);
  fireEvent.click(screen.getByRole("checkbox", { name: /calm room/ }));
  fireEvent.click(screen.getByRole("checkbox", { name: /light room/ }));
  fireEvent.click(screen.getByRole("radio", { name: /Always/ }));
  fireEvent.change(screen.getByRole("slider", { name: "How loud the room is" }), {
    target: { value: "0.2" },
  });
  const chosen = { calm: true, thrifty: true, sounds: "always", soundVolume: 0.2 };
  expect(roomChoice()).toEqual(chosen);
  expect(kept()).toEqual(chosen);
});

test("without sounds there is nothing to make louder", () => {
  chooseRoom({ sounds: "off" });
  render(<RoomSettings />);
  expect(screen.getByRole("slider", { name: "How loud the room is" })).toHaveProperty(
    "disabled",
    true,
  );
});

test("the headset's panel has the same choices, and shows which is chosen", () => {
  const nothing = () => undefined;
  const deeds = () => comfortDeeds({ recentre: nothing, putAway: nothing, leaveHeadset: nothing });
  deeds()
    .find(({ id }) => id === "calm")
    ?.act({});
  deeds()
    .find(({ id }) => id === "sounds-off")
    ?.act({});
  expect(roomChoice()).toMatchObject({ calm: true, sounds: "off" });
  expect(
    deeds()
      .filter(({ kind }) => kind === "chosen")
      .map(({ id }) => id),
  ).toEqual(expect.arrayContaining(["calm", "sounds-off"]));
});
