/** Stands in for the emulator packages of @react-three/xr, which Hearth never ships. */
export {};
