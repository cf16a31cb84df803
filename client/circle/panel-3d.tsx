import { useFrame, useThree, type ThreeEvent } from "@react-three/fiber";
import { useEffect, useMemo, useRef, useState } from "react";
import {
  CanvasTexture,
  LinearMipmapLinearFilter,
  SRGBColorSpace,
  Vector3,
  type Camera,
  type Group,
  type Mesh,
} from "three";

import { listener } from "../world/listener.ts";
import { buttonAt, layoutPanel, PANEL, type PanelLayout } from "./panel-layout.ts";
import {
  firstPanel,
  panelPage,
  pressPanel,
  type PanelFacts,
  type PanelState,
} from "./panel-page.ts";
import { paintPanel } from "./panel-paint.ts";

export const PANEL_SIZE_M = [
  PANEL.width / PANEL.pixelsPerMetre,
  PANEL.height / PANEL.pixelsPerMetre,
] as const;

/** Within easy reach, below the faces of the circle. */
const AWAY_M = 0.56;
const BELOW_EYES_M = 0.36;

const eyes = new Vector3();
const ahead = new Vector3();
const point = new Vector3();

/** Puts the panel before whoever wears the headset, at lap height, tilted up to the eyes. */
export function placePanel(group: Group): void {
  eyes.fromArray(listener.position);
  ahead.fromArray(listener.forward).setY(0);
  if (ahead.lengthSq() < 1e-4) ahead.set(0, 0, -1);
  ahead.normalize();
  group.position.copy(eyes).addScaledVector(ahead, AWAY_M);
  group.position.y -= BELOW_EYES_M;
  group.lookAt(eyes);
}

class PanelFace {
  readonly texture: CanvasTexture;
  readonly #pen: CanvasRenderingContext2D | null;
  #shows = "";

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = PANEL.width;
    canvas.height = PANEL.height;
    this.#pen = canvas.getContext("2d");
    this.texture = new CanvasTexture(canvas);
    this.texture.colorSpace = SRGBColorSpace;
    this.texture.minFilter = LinearMipmapLinearFilter;
    this.texture.anisotropy = 4;
  }

  paint(layout: PanelLayout, over: string): void {
    // Most news of the circle changes nothing here, and a texture is not sent to the graphics card for nothing.
    const shows = JSON.stringify([layout, over]);
    if (!this.#pen || shows === this.#shows) return;
    this.#shows = shows;
    paintPanel(this.#pen, layout, over);
    this.texture.needsUpdate = true;
  }
}

/** A point of the panel in pixels; rays and fingertips alike tell where they touch it in the world. */
export function pixelAt(panel: Mesh, world: Vector3): { readonly x: number; readonly y: number } {
  panel.worldToLocal(point.copy(world));
  return {
    x: (point.x / PANEL_SIZE_M[0] + 0.5) * PANEL.width,
    y: (0.5 - point.y / PANEL_SIZE_M[1]) * PANEL.height,
  };
}

interface Props {
  readonly facts: PanelFacts;
  /** Counts up when the panel is called to where I look now. */
  readonly called: number;
  /** For the stats panel and the tests: where each button is in the room. */
  readonly onLayout?: (buttons: readonly PlacedInRoom[]) => void;
}

export interface PlacedInRoom {
  readonly id: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly at: readonly [number, number, number];
  /** The same place as the headset measures it: where a controller must point. */
  readonly tracked: readonly [number, number, number];
}

function inRoom(panel: Mesh, layout: PanelLayout, camera: Camera): readonly PlacedInRoom[] {
  panel.updateWorldMatrix(true, false);
  return layout.placed.map(({ id, label, enabled, x, y, w, h }) => {
    const at = new Vector3(
      ((x + w / 2) / PANEL.width - 0.5) * PANEL_SIZE_M[0],
      (0.5 - (y + h / 2) / PANEL.height) * PANEL_SIZE_M[1],
      0,
    );
    const world = panel.localToWorld(at).toArray();
    const tracked = (camera.parent?.worldToLocal(at) ?? at).toArray();
    return { id, label, enabled, at: world, tracked };
  });
}

/** Every command of the circle within reach in a headset: read, point and press, or touch with a fingertip. */
export function Panel3D({ facts, called, onLayout }: Props) {
  const group = useRef<Group>(null);
  const panel = useRef<Mesh>(null);
  const placedFor = useRef(-1);
  const [state, setState] = useState<PanelState>(firstPanel);
  const [over, setOver] = useState("");
  const camera = useThree((three) => three.camera);
  const face = useMemo(() => new PanelFace(), []);
  const layout = useMemo(
    () => layoutPanel(panelPage(state, facts), state.page, facts.words.more),
    [state, facts],
  );

  useEffect(() => face.paint(layout, over), [face, layout, over]);
  useEffect(() => () => face.texture.dispose(), [face]);

  useFrame(() => {
    // Placed when the head is known, a frame after the headset view began.
    if (placedFor.current === called || !listener.present || !group.current) return;
    placedFor.current = called;
    placePanel(group.current);
    if (panel.current) onLayout?.(inRoom(panel.current, layout, camera));
  }, -8);
  useEffect(() => {
    if (panel.current && placedFor.current >= 0) onLayout?.(inRoom(panel.current, layout, camera));
  }, [layout, onLayout, camera]);

  const under = (event: ThreeEvent<PointerEvent | MouseEvent>) => {
    event.stopPropagation();
    if (!panel.current) return null;
    const { x, y } = pixelAt(panel.current, event.point);
    return buttonAt(layout, x, y);
  };

  return (
    <group ref={group}>
      <mesh
        ref={panel}
        renderOrder={20}
        onPointerMove={(event) => setOver(under(event)?.id ?? "")}
        onPointerOut={() => setOver("")}
        onClick={(event) => {
          const pressed = under(event);
          if (pressed?.enabled) setState(pressPanel(state, pressed.id, facts.deeds));
        }}
      >
        <planeGeometry args={[PANEL_SIZE_M[0], PANEL_SIZE_M[1]]} />
        <meshBasicMaterial map={face.texture} transparent toneMapped={false} />
      </mesh>
    </group>
  );
}
