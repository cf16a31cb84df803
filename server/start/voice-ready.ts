import { buildVoiceServer, findVoiceServer } from "../voice/build-voice-server.ts";

// Ends well when a voice server is there or could be built; else says why, in one line on stdout.
try {
  const found = await findVoiceServer();
  if (found === null) {
    await buildVoiceServer((words) => void process.stderr.write(`  … ${words}\n`));
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
