import ReactThreeTestRenderer from "@react-three/test-renderer";
import { BatchedMesh, InstancedMesh, type Mesh } from "three";
import { afterEach, describe, expect, test, vi } from "vitest";

import { OwnBody } from "../../client/avatars/own-body.tsx";
import { People } from "../../client/avatars/people.tsx";
import { makeFirelight } from "../../client/places/firelight.ts";
import { FreeSeats } from "../../client/places/free-seats.tsx";
import { plainLight, readPlace } from "../../client/places/place-data.ts";
import { Room } from "../../client/places/room.tsx";
import { drawnHeads } from "../../client/world/listener.ts";
import { fakeStore } from "../kit/gallery/fake-world.ts";

const firelight = makeFirelight();
const poses = { sample: () => false };

afterEach(() => drawnHeads.clear());

describe("the room without a graphics card", () => {
  test("a place that cannot be read still has chairs for everybody, and says so once", async () => {
    const data = readPlace({ broken: true }, 6);
    expect(data.scene).toBeNull();
    expect(data.place.chairs).toHaveLength(6);
    const told = vi.fn<(value: unknown) => void>();
    const renderer = await ReactThreeTestRenderer.create(
      <Room data={data} firelight={firelight} onState={told} />,
    );
    expect(told.mock.calls).toEqual([["missing", new Set(["scenery"])]]);
    const drawn: Mesh[] = [];
    renderer.scene.instance.traverse((object) => {
      if (object instanceof InstancedMesh) drawn.push(object);
    });
    // The dark under the stand of the piece; stools for everybody, and the dark under those.
    expect(drawn.map((mesh) => (mesh as InstancedMesh).count)).toEqual([1, 6, 6]);
    await renderer.unmount();
  });

  test("people are drawn from the store, and take everything with them when they go", async () => {
    const { place } = readPlace(null, 8);
    const store = fakeStore(5, "states");
    const renderer = await ReactThreeTestRenderer.create(
      <>
        <OwnBody store={store} place={place} />
        <People
          store={store}
          place={place}
          poses={poses}
          light={plainLight}
          firelight={firelight.strength}
          still
        />
      </>,
    );
    await renderer.advanceFrames(3, 1 / 30);
    const [crowd] = renderer.scene.findAll((node) => node.instance instanceof BatchedMesh);
    const mesh = crowd?.instance as unknown as BatchedMesh;
    expect(mesh.instanceCount).toBeGreaterThan(5 * 7);
    expect(drawnHeads.size).toBe(5);
    await renderer.unmount();
    expect(mesh.instanceCount).toBe(0);
    expect(drawnHeads.size).toBe(0);
  });

  test("a free chair can be chosen, a taken one is no target, and a drag chooses nothing", async () => {
    const { place } = readPlace(null, 8);
    const chosen = vi.fn<(value: unknown) => void>();
    const renderer = await ReactThreeTestRenderer.create(
      <FreeSeats place={place} free={0b0000_0110} onChoose={chosen} />,
    );
    const targets = renderer.scene.findAllByType("Mesh");
    expect(targets).toHaveLength(2);
    const [, second] = targets;
    if (!second) throw new Error("two chairs are free");
    await renderer.fireEvent(second, "click", { delta: 40, stopPropagation: () => undefined });
    expect(chosen).not.toHaveBeenCalled();
    await renderer.fireEvent(second, "click", { delta: 0, stopPropagation: () => undefined });
    expect(chosen.mock.calls).toEqual([[2]]);
    await renderer.unmount();
  });
});
