import { type Context, Hono } from "hono";

import type { HouseParts } from "./house-parts.ts";
import { refuse } from "./web-answers.ts";

/** /healthz: the process is up. /readyz: each part's state. /metrics: numbers for this machine only. */
export function healthRoutes(parts: HouseParts, isLocal: (c: Context) => boolean): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.json({ up: true }));

  routes.get("/readyz", async (c) => {
    const database = await parts.database();
    const { meetings, people } = parts.house.count();
    return c.json(
      {
        ready: database,
        database: { state: database ? "on" : "off" },
        // Turns go on by text without voice: it does not make us unready.
        voice: parts.voice(),
        rooms: { state: "on", meetings, people },
      },
      database ? 200 : 503,
    );
  });

  routes.get("/metrics", async (c) => {
    if (!isLocal(c)) return refuse(c, "not-found");
    const { meetings, people } = parts.house.count();
    const memory = process.memoryUsage();
    const cpu = process.cpuUsage();
    return c.text(
      [
        line("hearth_meetings_open", "gauge", meetings),
        line("hearth_people_seated", "gauge", people),
        line("hearth_voice_on", "gauge", parts.voice().state === "on" ? 1 : 0),
        line("hearth_database_on", "gauge", (await parts.database()) ? 1 : 0),
        line("process_resident_memory_bytes", "gauge", memory.rss),
        line("process_cpu_seconds_total", "counter", (cpu.user + cpu.system) / 1e6),
        line("process_uptime_seconds", "gauge", process.uptime()),
      ].join(""),
    );
  });
  return routes;
}

const line = (name: string, kind: "gauge" | "counter", value: number): string =>
  `# TYPE ${name} ${kind}\n${name} ${value}\n`;
