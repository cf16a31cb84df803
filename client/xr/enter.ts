/** What a session asks for, the same whether our button or the browser's own starts it. */
export const SESSION_INIT: XRSessionInit = {
  requiredFeatures: ["local-floor"],
  optionalFeatures: ["hand-tracking", "layers"],
};

/** Can this browser show the room in a headset? Asked before the button is shown. */
export async function headsetSupported(): Promise<boolean> {
  try {
    return (await navigator.xr?.isSessionSupported("immersive-vr")) ?? false;
  } catch {
    return false;
  }
}

/**
 * Asks for the headset. Call it directly in the click: a browser grants a session only inside a user's gesture,
 * long before the 3D code need be there. Hand the promise to `<Scene session={…}>`.
 */
export function requestHeadset(): Promise<XRSession> {
  if (!navigator.xr) return Promise.reject(new Error("no headset here"));
  return navigator.xr.requestSession("immersive-vr", SESSION_INIT);
}

/** Fetches the 3D code early, while somebody checks their sound. Failing is harmless: it is asked for again. */
export function preloadScene(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}
