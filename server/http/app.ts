import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

import { clientFiles, notHere, page } from "./client-files.ts";
import { enterRoute } from "./enter-route.ts";
import { healthRoutes } from "./health-routes.ts";
import { helpRoutes } from "./help-routes.ts";
import type { HouseParts } from "./house-parts.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import { rateLimit } from "./rate-limit.ts";
import { sameOrigin } from "./same-origin.ts";
import { securityHeaders } from "./security-headers.ts";
import { ticketRoute } from "./ticket-route.ts";
import { timelineRoute } from "./timeline-route.ts";
import { refuse } from "./web-answers.ts";

/** A name, a look and a key fit many times over. */
const LARGEST_BODY = 8 * 1024;

/** Everything that is served over plain requests: the pages, the way in, how we are. */
export function httpApp(parts: HouseParts): Hono {
  const app = new Hono();
  const limit = (burst: number, perSecond: number) =>
    rateLimit(parts.clock, (c) => addressOf(c, parts.behindProxy), { burst, perSecond });

  app.use(securityHeaders({ realCertificate: parts.behindProxy }));
  app.route(
    "/",
    healthRoutes(parts, (c) => isLoopback(addressOf(c, parts.behindProxy))),
  );
  app.use("*", sameOrigin(parts.origins));
  app.use("/api/*", limit(400, 40), async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.use(
    "/api/*",
    bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => refuse(c, "not-understood") }),
  );
  // A key has 256 bits: the limit is against noise, not against guessing.
  app.use("/api/invitations/:code/facilitator-key", limit(30, 0.5));
  app.use("/api/invitations/:code/enter", limit(120, 2));
  app.route("/api/invitations", invitationRoutes(parts));
  app.route("/api/invitations", enterRoute(parts));
  app.route("/api/meetings", ticketRoute(parts));
  app.route("/api/meetings", timelineRoute(parts));
  app.route("/api/help", helpRoutes());
  app.all("/api/*", (c) => refuse(c, "not-found"));
  if (parts.dist !== null) app.route("/", clientFiles(parts.dist));
  app.notFound(notHere);
  app.onError((error, c) => {
    parts.log.warn("request-failed", { kind: error.name });
    if (c.req.path.startsWith("/api/")) return refuse(c, "not-saved");
    return c.html(
      page("Something went wrong here", "It is not your doing. Please try again."),
      500,
    );
  });
  return app;
}

/** Behind a host of ours the last address it added is the one it saw; everything before could be made up. */
function addressOf(c: Context, behindProxy: boolean): string {
  const env: Partial<HttpBindings> = c.env ?? {};
  const direct = env.incoming?.socket.remoteAddress ?? "";
  const told = behindProxy && isLoopback(direct) ? c.req.header("x-forwarded-for") : undefined;
  return told?.split(",").at(-1)?.trim() || direct;
}

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address);
