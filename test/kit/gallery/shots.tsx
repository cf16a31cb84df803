import { Canvas, type RootState } from "@react-three/fiber";
import { createRoot } from "react-dom/client";
import type { PerspectiveCamera } from "three";

import { seatFrame } from "../../../client/avatars/seated.ts";
import { CircleSpace } from "../../../client/circle-space.tsx";
import type { Missing } from "../../../client/places/fetched.ts";
import { fetchPlace, type PlaceData } from "../../../client/places/place-data.ts";
import type { RoomState } from "../../../client/places/room.tsx";
import type { Variant } from "../../../client/places/variant.ts";
import { uprightView } from "../../../client/xr/lens.tsx";
import { fakeStore } from "./fake-world.ts";
import type { Shot } from "./shots.ts";

const VARIANTS: Readonly<Record<Shot["variant"], Variant>> = {
  full: { still: false, calm: false, thrifty: false },
  calm: { still: false, calm: true, thrifty: false },
  thrifty: { still: false, calm: false, thrifty: true },
};
const STEP_S = 0.25;
/** And a little, until the other light has come. */
const HALF_FADE_STEPS = 26;

type Point = readonly [number, number, number];

/** Where each view stands and looks. */
function aim(camera: PerspectiveCamera, shot: Shot, { place, scene }: PlaceData): void {
  const look = (at: Point, to: Point, fov: number): void => {
    camera.fov = fov;
    camera.position.set(...at);
    camera.lookAt(...to);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  };
  const fire = scene?.fire ?? [0, 0.5, 0];
  const [x, , z] = place.door.at;
  const indoors = place.name === "lounge";
  switch (shot.view) {
    case "seat": {
      const { eyes, yaw } = seatFrame(place, 3 % place.chairs.length);
      const to: Point = [eyes.x - Math.sin(yaw) * 3, eyes.y - 0.35, eyes.z - Math.cos(yaw) * 3];
      look([eyes.x, eyes.y, eyes.z], to, uprightView(shot.width / shot.height));
      break;
    }
    case "door":
      look([x * 0.97, 1.6, z * 0.97], [0, 0.95, -0.6], 66);
      break;
    case "above":
      look(indoors ? [1.4, 3.0, 2.6] : [2.4, 4.6, 5.2], [0, 0.2, -0.4], indoors ? 78 : 62);
      break;
    case "fire":
      look([fire[0] * 0.3 + 0.7, 1.15, fire[2] + 2.1], [fire[0], fire[1] + 0.35, fire[2]], 52);
      break;
    case "things": {
      const [tx, ty, tz] = place.candle ?? place.pieceStand;
      look([tx + 0.55, ty + 0.55, tz + 0.9], [tx + 0.12, ty + 0.06, tz], 50);
      break;
    }
    case "out":
      look([0.3, 1.3, 1.2], [-2.2, 2.2, -5], 74);
      break;
  }
}

interface Stage {
  readonly root: RootState;
  readonly data: PlaceData;
}

const element = document.getElementById("root");
const root = element && createRoot(element);
const nothing = () => undefined;
const unheard = { sample: () => false };

/** Puts a place and its people up, and answers when all of it has come. */
async function raise(shot: Shot): Promise<Stage> {
  const chairs = shot.people === 1 ? 8 : Math.max(4, shot.people);
  const data = await fetchPlace(shot.place, chairs);
  const store = fakeStore(shot.people, shot.state, chairs);
  const own = store.getState().own;
  // From elsewhere I am one of those who are looked at.
  if (shot.view !== "seat" && own) store.setState({ own: { ...own, seat: "" as never } });
  let made: (root: RootState) => void = nothing;
  let stood: () => void = nothing;
  const canvas = new Promise<RootState>((done) => (made = done));
  const room = new Promise<void>((done) => (stood = done));
  const came = (state: RoomState, missing: ReadonlySet<Missing>) => {
    document.body.dataset["missing"] = [...missing].join(" ");
    if (state !== "loading") stood();
  };
  const show = (light: Shot["light"]) =>
    root?.render(
      <Canvas
        key={shot.name}
        frameloop="never"
        dpr={1}
        camera={{ near: 0.05, far: 700 }}
        gl={{ antialias: true, preserveDrawingBuffer: true }}
        onCreated={(state) => made(state)}
      >
        <CircleSpace
          {...{ data, store, poses: unheard, free: 0, onChair: nothing, onRoom: came }}
          light={light}
          variant={VARIANTS[shot.variant]}
        />
      </Canvas>,
    );
  show(shot.light);
  const state = await canvas;
  aim(state.camera as PerspectiveCamera, shot, data);
  await step(state, shot, room, shot.toward && (() => show(shot.toward ?? shot.light)));
  return { root: state, data };
}

/** Time goes on by hand, a quarter of a second a frame, until the scenery has come out of its mist. */
async function step(
  state: RootState,
  shot: Shot,
  room: Promise<void>,
  then: (() => void) | null,
): Promise<void> {
  let there = false;
  void room.then(() => (there = true));
  let seconds = shot.at;
  const { gl } = state;
  const render = gl.render.bind(gl);
  // While things come, nothing has to be seen: a picture takes seconds without a graphics card.
  gl.render = nothing;
  for (let tries = 0; tries < 2400 && !there; tries++) {
    state.advance((seconds += STEP_S));
    await new Promise((done) => setTimeout(done, 25));
  }
  then?.();
  for (let i = 0; then && i < HALF_FADE_STEPS; i++) {
    await new Promise((done) => setTimeout(done, 40));
    state.advance((seconds += STEP_S));
  }
  gl.render = render;
  for (let frame = 0; frame < 2; frame++) state.advance((seconds += STEP_S));
  gl.getContext().finish();
}

async function take(shot: Shot): Promise<object> {
  const { root: state } = await raise(shot);
  const { calls, triangles } = state.gl.info.render;
  return { calls, triangles, missing: document.body.dataset["missing"] ?? "" };
}

Object.assign(window, { take });
