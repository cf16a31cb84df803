import { resolve } from "node:path";

import { describe, expect, test } from "vitest";

import { readSettings } from "../../server/config.ts";

const faultsOf = (environment: Record<string, string>, switches: readonly string[] = []) => {
  const read = readSettings(environment, switches);
  return read.ok ? [] : read.faults;
};

describe("settings", () => {
  test("nothing set is a house that works by itself", () => {
    expect(readSettings({ PATH: "/bin", HOME: "/root" }, [])).toEqual({
      ok: true,
      settings: {
        port: 2567,
        publicUrl: null,
        dataDir: resolve("data"),
        databaseUrl: null,
        voiceServer: null,
        lan: false,
        dev: false,
        notes: [],
      },
    });
  });

  test("an empty variable is an unset one", () => {
    expect(faultsOf({ PORT: "", DATABASE_URL: " ", LIVEKIT_URL: "", PUBLIC_URL: "" })).toEqual([]);
  });

  test("every fault is told at once, each with its cure and none with a secret", () => {
    const faults = faultsOf(
      {
        PORT: "eighty",
        PUBLIC_URL: "http://circle.example.org",
        DATABASE_URL: "mysql://root:hunter2@db",
        LIVEKIT_URL: "ws://127.0.0.1:7880",
        REDIS_URL: "nonsense",
        HEARTH_PROT: "1",
        HEARTH_DATADIR: "1",
      },
      ["--lann"],
    );
    for (const word of [
      "PORT=2567",
      "PUBLIC_URL=https://",
      "DATABASE_URL=postgresql://",
      "LIVEKIT_API_KEY",
      "LIVEKIT_API_SECRET",
      "REDIS_URL=redis://",
      "HEARTH_PROT",
      "HEARTH_DATADIR",
      "--lann",
    ]) {
      expect(faults.join("\n")).toContain(word);
    }
    expect(faults).toHaveLength(9);
    expect(faults.join()).not.toContain("hunter2");
  });
});

describe("a setting that cannot work", () => {
  test.each([
    [{ PORT: "-1" }],
    [{ PORT: "65536" }],
    [{ PORT: "1.5" }],
    [{ PUBLIC_URL: "https://example.org/circle" }],
    [{ PUBLIC_URL: "circle.example.org" }],
    [{ LIVEKIT_API_KEY: "key" }],
    [{ SMTP_URL: "mail.example.org" }],
  ])("%j is a fault", (environment) => {
    expect(faultsOf(environment)).toHaveLength(1);
  });

  test("--lan and PUBLIC_URL exclude each other", () => {
    expect(faultsOf({ PUBLIC_URL: "https://example.org" }, ["--lan"])).toHaveLength(1);
  });

  test("what is set and not used is said", () => {
    const read = readSettings({ REDIS_URL: "redis://localhost", SMTP_URL: "smtp://localhost" }, []);
    expect(read.ok && read.settings.notes).toHaveLength(2);
  });
});
