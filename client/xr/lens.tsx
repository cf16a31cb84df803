import { useFrame } from "@react-three/fiber";
import { PerspectiveCamera } from "three";

/** How much of the circle one sees side to side: both neighbours' knees, without bending faces at the edge. */
const WIDE_RADIANS = 1.72;
const TALLEST_DEGREES = 84;
const LOWEST_DEGREES = 40;

/** The upright angle of view that shows the same width of the circle on any window, in degrees. */
export function uprightView(aspect: number): number {
  const upright =
    (2 * Math.atan(Math.tan(WIDE_RADIANS / 2) / Math.max(0.1, aspect)) * 180) / Math.PI;
  return Math.min(TALLEST_DEGREES, Math.max(LOWEST_DEGREES, upright));
}

function fit(camera: PerspectiveCamera, aspect: number): void {
  const wanted = uprightView(aspect);
  if (Math.abs(camera.fov - wanted) < 0.01) return;
  camera.fov = wanted;
  camera.updateProjectionMatrix();
}

/** Keeps the circle in view whatever the shape of the window. A headset has its own lenses. */
export function Lens() {
  useFrame(({ camera, gl, size }) => {
    if (!gl.xr.isPresenting && camera instanceof PerspectiveCamera)
      fit(camera, size.width / size.height);
  }, -25);
  return null;
}
