/** Colyseus as its tutorial shows it: a map of avatars with 21 float32 fields, patched each 50 ms. Environment: PORT. */
import { type Client, Room, Server } from "@colyseus/core";
import { Encoder } from "@colyseus/schema";
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
  override onLeave(client: Client): void {
    this.state.avatars.delete(client.sessionId);
  }
}

Encoder.BUFFER_SIZE = 256 * 1024;
const server = new Server({ greet: false, transport: new WebSocketTransport() });
server.define("pose", PoseRoom);
await server.listen(Number(process.env["PORT"]), "127.0.0.1");
