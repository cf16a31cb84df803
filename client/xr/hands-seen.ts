/** Which of my hands a headset sees now; the others are drawn resting. */
export const handsSeen = { left: false, right: false };
