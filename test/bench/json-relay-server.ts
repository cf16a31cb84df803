/** What one writes first: each pose as JSON, passed on to everybody else at once. Environment: PORT. */
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.env["PORT"]) });
let people = 0;
server.on("connection", (socket) => {
  socket.send(JSON.stringify({ id: people++ }));
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    for (const other of server.clients) if (other !== socket) other.send(text);
  });
});
