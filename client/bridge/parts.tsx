import { createContext, useContext, type ReactNode } from "react";
import { useStore } from "zustand";

import type { World, WorldStore } from "../world/circle-store.ts";
import type { Intents } from "../world/intents.ts";

/** What app.tsx hands to everything inside a meeting. */
export interface MeetingParts {
  readonly store: WorldStore;
  readonly intents: Intents;
}

const Parts = createContext<MeetingParts | null>(null);

export function MeetingProvider(props: {
  readonly parts: MeetingParts;
  readonly children: ReactNode;
}) {
  return <Parts value={props.parts}>{props.children}</Parts>;
}

export function useMeeting(): MeetingParts {
  const parts = useContext(Parts);
  if (!parts) throw new Error("outside a meeting");
  return parts;
}

/** One value of the world; the component is drawn anew when it changes. Select what is, never build something new. */
export function useWorld<T>(select: (world: World) => T): T {
  return useStore(useMeeting().store, select);
}

export const useIntents = (): Intents => useMeeting().intents;

/** Circle and own matters, both there: inside the circle's page they always are. */
export function useCircle(): {
  readonly circle: NonNullable<World["circle"]>;
  readonly own: NonNullable<World["own"]>;
} {
  const circle = useWorld((world) => world.circle);
  const own = useWorld((world) => world.own);
  if (!circle || !own) throw new Error("not in the circle yet");
  return { circle, own };
}
