/**
 * How loud each voice is right now, 0 … 1, written by voice at about 30 Hz and read by avatars at frame rate.
 * Outside React and outside the store on purpose. Key: seat id.
 */
export const levels = new Map<string, number>();
