import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { SeatId } from "#rules/ids.ts";

import type { DeedId } from "../world/deeds.ts";

/** The one dialog that lies over the meeting. */
export type OpenDialog =
  | { readonly kind: "none" }
  | { readonly kind: "report" | "help-now" | "settings" | "keys" | "sheet" }
  | { readonly kind: "deed"; readonly deed: DeedId; readonly target?: SeatId };

const dialog = createStore<OpenDialog>(() => ({ kind: "none" }));

export const openDialog = (next: OpenDialog): void => dialog.setState(next, true);
export const closeDialog = (): void => openDialog({ kind: "none" });
export const useOpenDialog = (): OpenDialog => useStore(dialog);
export const dialogIsOpen = (): boolean => dialog.getState().kind !== "none";
