/** Colyseus as its tutorial shows it: a map of avatars with 21 float32 fields, patched each 50 ms. Environment: PORT. */
import { createServer } from "node:http";

import { type Client, createNodeMatchmakingMiddleware, LocalDriver, LocalPresence, matchMaker, Room } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";

import { Avatar, FIELDS, State } from "./schema-avatars.ts";

class PoseRoom extends Room {
  override state = new State();
  override patchRate = 50;
  override onCreate(): void {
    this.onMessage("pose", (client, pose: Record<string, number>) => {
      const avatar = this.state.avatars.get(client.sessionId) as Record<string, number> | undefined;
      if (avatar === undefined) return;
      for (const name of FIELDS) if (Number.isFinite(pose[name])) avatar[name] = pose[name] ?? 0;
    });
  }
  override onJoin(client: Client): void {
    this.state.avatars.set(client.sessionId, new Avatar());
  }
}

const server = createServer((req, res) => {
  void matchmake(req, res, () => {
    res.writeHead(404).end();
  });
});
const transport = new WebSocketTransport({ noServer: true });
await matchMaker.setup(new LocalPresence(), new LocalDriver());
await matchMaker.accept();
transport.attachToServer(server);
const matchmake = createNodeMatchmakingMiddleware();
matchMaker.defineRoomType("pose", PoseRoom);
server.listen(Number(process.env["PORT"]), "127.0.0.1");
