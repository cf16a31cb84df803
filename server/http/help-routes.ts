import { Hono } from "hono";

/**
 * Where to find people who help in a crisis. Directories and words only: a telephone number is shown once somebody
 * has verified it, and none has been yet. Never one way alone.
 */
const HELP = {
  notice: "This circle is not a crisis service. Nobody here is trained or on duty for emergencies.",
  emergency:
    "If you or somebody else is in danger now, call the emergency number of the country you are in.",
  links: [
    {
      name: "Find A Helpline",
      what: "A directory of free, confidential helplines in many countries, by phone, text and chat.",
      url: "https://findahelpline.com",
    },
    {
      name: "Befrienders Worldwide",
      what: "A network of emotional support centres around the world.",
      url: "https://befrienders.org",
    },
  ],
  check: "These pages belong to others. Check hours and cost before you rely on them.",
} as const;

export function helpRoutes(): Hono {
  return new Hono().get("/", (c) => c.json(HELP));
}
