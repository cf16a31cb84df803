/** Plain counters for the stats panel, written by session: bytes of poses since the start, and the newest round trip. */
export const traffic = {
  poseBytesIn: 0,
  poseBytesOut: 0,
  /** −1 until one has been measured. */
  roundTripMs: -1,
};
