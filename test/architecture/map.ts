import { readFileSync } from "node:fs";

import { cruiseHouse } from "./cruise-house.ts";

/** The floors of the house, top first; the map draws them in this order. */
const floors: readonly (readonly [name: string, rooms: readonly string[]])[] = [
  ["6 composition", ["server", "server/start", "client"]],
  [
    "5 features",
    ["client/circle", "client/avatars", "client/places", "client/people", "client/safety"],
  ],
  ["4 look and feel", ["client/ui", "client/xr"]],
  [
    "3 doors",
    [
      "server/rooms",
      "server/http",
      "client/bridge",
      "client/session",
      "client/voice",
      "client/api",
    ],
  ],
  ["2 adapters · beliefs", ["server/storage", "server/voice", "client/world"]],
  ["1 what may cross", ["server/ports", "server/protocol"]],
  ["0 the law", ["server/rules"]],
];

/** The room a file lives in: its second-level folder, or the side itself for files at the top. */
function roomOf(path: string): string {
  const [side = "", room = "", ...rest] = path.split("/");
  return rest.length > 0 ? `${side}/${room}` : side;
}

const id = (room: string): string => room.replace("/", "_");

/** The house as a mermaid drawing: rooms on floors, one arrow for each pair of rooms that really import each other. */
export async function drawMap(): Promise<string> {
  const { modules } = await cruiseHouse();
  const own = modules.filter((m) => /^(client|server)\/.*\.(ts|tsx|mjs)$/.test(m.source));
  const lines = new Map<string, number>();
  const arrows = new Set<string>();
  for (const file of own) {
    const from = roomOf(file.source);
    lines.set(from, (lines.get(from) ?? 0) + readFileSync(file.source, "utf8").split("\n").length);
    for (const { resolved } of file.dependencies) {
      if (!/^(client|server)\//.test(resolved) || from === "client" || from === "server") continue;
      const to = roomOf(resolved);
      if (to !== from) arrows.add(`  ${id(from)} --> ${id(to)}`);
    }
  }
  const drawn = floors.map(([name, rooms]) => {
    const boxes = rooms
      .filter((room) => lines.has(room))
      .map((room) => `    ${id(room)}["${room}"]`);
    return [`  subgraph "${name}"`, ...boxes, "  end"].join("\n");
  });
  return ["```mermaid", "flowchart TD", ...drawn, ...[...arrows].toSorted(), "```"].join("\n");
}
