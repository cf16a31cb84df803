/** One picture of the gallery, as data: made by make-gallery.ts, drawn by shots.tsx. */
export interface Shot {
  readonly name: string;
  readonly place: string;
  readonly light: "day" | "dusk" | "night";
  /** Half-way on to this hour. */
  readonly toward: "day" | "dusk" | "night" | null;
  readonly view: "seat" | "door" | "above" | "fire" | "out" | "things";
  readonly people: number;
  readonly variant: "full" | "calm" | "thrifty";
  /** One of the states of fake-world.ts. */
  readonly state: string;
  /** Seconds into the scenery's time. */
  readonly at: number;
  readonly width: number;
  readonly height: number;
}

const LIGHTS = ["day", "dusk", "night"] as const;
const DESKTOP = { width: 960, height: 540 };
const PHONE = { width: 390, height: 844 };

type Named = Partial<Shot> & Pick<Shot, "place">;

function shot(given: Named): Shot {
  const whole = {
    light: "dusk" as const,
    toward: null,
    view: "seat" as const,
    people: 8,
    variant: "full" as const,
    state: "holding",
    at: 40,
    ...DESKTOP,
    ...given,
  };
  const size = whole.height > whole.width ? "-phone" : "";
  const words = [whole.place, whole.light, whole.view, `${whole.people}`, whole.variant];
  const toward = whole.toward ? `-to-${whole.toward}` : "";
  const state = whole.state === "holding" ? "" : `-${whole.state}`;
  return { ...whole, name: `${words.join("-")}${toward}${state}${size}` };
}

/** Every place at every hour, from the seat, the door and above; then variants, sizes of circle, states, a phone. */
export function shotsOf(places: readonly string[]): readonly Shot[] {
  return places.flatMap((place) => [
    ...LIGHTS.flatMap((light) =>
      (["seat", "door", "above"] as const).map((view) => shot({ place, light, view })),
    ),
    shot({ place, view: "fire", people: 4 }),
    shot({ place, view: "things", people: 4 }),
    shot({ place, view: "out", people: 4, light: "night" }),
    ...LIGHTS.map((light) => shot({ place, light, variant: "calm", view: "door" })),
    shot({ place, variant: "thrifty", view: "door" }),
    shot({ place, view: "door", toward: "night" }),
    shot({ place, people: 1 }),
    shot({ place, people: 4, view: "above" }),
    shot({ place, people: 12 }),
    shot({ place, people: 12, view: "above" }),
    shot({ place, state: "states" }),
    shot({ place, ...PHONE }),
  ]);
}
