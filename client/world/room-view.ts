/** How this member is in the room. One can switch without leaving. */
export type RoomView = "headset" | "screen" | "simple" | "text";
