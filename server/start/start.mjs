// npm start: everything that is needed, then the server. See setup.mjs for why this is plain JavaScript.
import {
  checkNode,
  ensureClient,
  ensurePackages,
  envForOurs,
  node24,
  endTogether,
  run,
} from "./setup.mjs";

checkNode();
endTogether();
const switches = process.argv.slice(2);
const dev = switches.includes("--dev");
await ensurePackages();
// In development Vite serves the pages from their sources.
if (!dev) await ensureClient();

process.exitCode = await run(
  node24,
  [...(dev ? ["--watch"] : []), "server/main.ts", ...switches],
  // The channel tells the server when this launcher is gone, however it went.
  { env: envForOurs(), stdio: ["inherit", "inherit", "inherit", ...(dev ? [] : ["ipc"])] },
);
