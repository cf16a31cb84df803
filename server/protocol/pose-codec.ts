/** Colyseus message types of pose bytes: numbers, because they cost one byte each on every message. */
export const POSE_UP = 1;
export const POSES_DOWN = 2;
