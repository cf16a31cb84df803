/** Numbers in a pose: head, left hand, right hand, each x y z (m, in the place) and qx qy qz qw. */
export const POSE_LENGTH = 21;

/**
 * A head is the point between the eyes and looks to −z. A hand is its wrist: fingers to −z, back of the hand to +y,
 * as WebXR's hand joints have it.
 *
 * My own pose, written by the rig every frame, read by session's sender at 20 Hz. Preallocated, never replaced.
 */
export const ownPose = new Float32Array(POSE_LENGTH);

/** True once a rig has written a pose; the simple view never does. */
export const ownPoseState = { present: false };

/** Which of my hands a headset sees. Only these are sent: others draw the resting hands of everybody else themselves. */
export const ownHands = { left: false, right: false };
