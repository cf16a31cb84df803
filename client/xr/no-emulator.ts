/** Stands in for the headset emulator inside @react-three/xr, which is never used and would be 1.9 MB. */
export class DevUI {}
export class SyntheticEnvironmentModule {}
