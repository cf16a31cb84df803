import { Color, Fog, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from "three";

import { plainPlace } from "#protocol/place-shape.ts";
import type { CircleView } from "#rules/circle/view.ts";

import { makeCrowd } from "../../../client/avatars/crowd.ts";
import { makeMarks } from "../../../client/avatars/marks.ts";
import { NameTags } from "../../../client/avatars/name-tags.ts";
import { TalkingPiece } from "../../../client/avatars/talking-piece.ts";
import { Troupe } from "../../../client/avatars/troupe.ts";
import { levels } from "../../../client/world/levels.ts";
import { fakeCircle, seatName } from "../gallery/fake-world.ts";
import { type Picture, PICTURES } from "./pictures.ts";

/** A lounge's light, without the lounge. */
const LIGHT = {
  ambientTop: [0.4, 0.29, 0.205],
  ambientBottom: [0.2, 0.125, 0.08],
  rim: [0.3, 0.32, 0.42],
  keys: [
    { at: [0, 0.55, 3.9], color: [2.1, 0.86, 0.28], falloff: 0.1 },
    { at: [0, 2.5, 1.6], color: [1.75, 1.15, 0.64], falloff: 0.2 },
  ],
};
const APART_M = 0.74;
const ROW_M = 0.86;
const STEPS = 150;

const renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
renderer.setSize(1280, 720);
document.body.append(renderer.domElement);

function chairOf(picture: Picture, i: number) {
  const { away } = picture.sitters[i] ?? {};
  const middle = (picture.perRow - 1) / 2;
  const column = i % picture.perRow;
  if (away !== undefined) {
    // Spread over the view whatever the distance.
    const x = ((column - middle) / middle) * 0.72 * away;
    return { at: [x, 0.46, -away] as const, yaw: Math.PI - Math.atan2(x, away) };
  }
  const rows = Math.ceil(picture.sitters.length / picture.perRow);
  const rowAt = Math.floor(i / picture.perRow);
  const y = 0.46 + (rows > 1 ? (rows - 1 - rowAt) * ROW_M - 0.42 : 0);
  return { at: [(column - middle) * APART_M, y, 0] as const, yaw: Math.PI };
}

function circleOf(picture: Picture): CircleView {
  const count = picture.sitters.length;
  const plain = fakeCircle(count, 12);
  const by = picture.holder ?? picture.offered;
  return {
    ...plain,
    openTalk: true,
    piece: picture.piece ?? "shell",
    phase: "meeting",
    floor:
      by === undefined
        ? plain.floor
        : {
            ...plain.floor,
            kind: picture.holder === undefined ? "offered" : "held",
            by: seatName(by),
            remainingMs: 120_000,
          },
    seats: plain.seats.map((seat, i) => {
      const sitter = picture.sitters[i];
      return Object.assign({}, seat, { chair: i, look: sitter?.look ?? seat.look }, sitter?.seat);
    }),
  };
}

function take(name: string): object {
  const picture = PICTURES.find((one) => one.name === name);
  if (!picture) throw new Error(name);
  const plain = plainPlace(8);
  const place = { ...plain, chairs: picture.sitters.map((_, i) => chairOf(picture, i)) };
  const scene = new Scene();
  scene.background = new Color("#3a302d");
  scene.fog = new Fog("#3a302d", 20, 30);
  const crowd = makeCrowd(28);
  crowd.light(LIGHT);
  // They look at whoever looks at them.
  const rest = new Vector3(...picture.camera);
  const troupe = new Troupe(crowd, place as never, { sample: () => false }, rest);
  const [tags, marks, piece] = [new NameTags(), makeMarks(), new TalkingPiece(rest)];
  scene.add(crowd.mesh, marks.mesh, piece.group);
  if (picture.names) scene.add(tags.mesh);
  piece.group.visible = picture.holder !== undefined || picture.offered !== undefined;
  const camera = new PerspectiveCamera(picture.fov, 1280 / 720, 0.05, 60);
  camera.position.set(...picture.camera);
  camera.lookAt(...picture.at);
  levels.clear();
  picture.sitters.forEach(({ voice = 0 }, i) => levels.set(seatName(i), voice));
  const circle = circleOf(picture);
  const from = picture.seconds ?? 3;
  const eye = picture.coarse ? new Vector3(0, 0, 50) : camera.position;
  for (let i = 0; i < STEPS; i++) {
    const seconds = from + i / 30;
    const moment = { circle, me: "" as const, nowMs: 0, seconds, delta: 1 / 30, firelight: 1, eye };
    troupe.update(moment);
    piece.update(moment, troupe.people, 0, true);
    tags.update(moment, troupe.people);
    marks.update(troupe.people);
  }
  renderer.render(scene, camera);
  renderer.getContext().finish();
  return { people: troupe.people.size, of: crowd.triangles(), ...renderer.info.render };
}

Object.assign(window, { take, names: PICTURES.map(({ name }) => name) });
