// Runs one of our TypeScript programs on our own Node, whatever the machine has, packages included.
import { checkNode, endTogether, ensurePackages, envForOurs, node24, run, stop } from "./setup.mjs";

const [program, ...args] = process.argv.slice(2);
if (program === undefined) stop("launch.mjs needs the program to run.");
checkNode();
endTogether();
await ensurePackages();
process.exitCode = await run(node24, [program, ...args], { env: envForOurs() });
