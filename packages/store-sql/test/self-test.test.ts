import { selfTest } from "@tillwright/store-sql";
import { expect, test } from "vitest";
import { scratchStore } from "./scratch.js";

test("a file on a disk survives a power cut", async () => {
  const store = await scratchStore();
  const seen = selfTest(store, { commits: 5, integrity: "full" });
  expect(seen).toMatchObject({
    path: store.path,
    journalMode: "wal",
    synchronous: 2,
    foreignKeys: true,
    exclusive: true,
    integrity: "ok",
    survives: "power",
    limit: null,
  });
  expect(seen.sentence.en).toBe("A committed sale survives a power cut.");
  expect(seen.sentence["zh-CN"]).toContain("断电");
  expect(seen.engine).toBe(store.driver.name);
  expect(seen.version).toMatch(/^3\.\d+\.\d+$/);
  expect(seen.syncLatency?.commits).toBe(5);
  expect(seen.syncLatency?.medianMicroseconds).toBeGreaterThan(0);
  expect(seen.syncLatency?.worstMicroseconds).toBeGreaterThanOrEqual(
    seen.syncLatency?.medianMicroseconds ?? 0,
  );
});

test("memory survives nothing", async () => {
  const store = await scratchStore(":memory:");
  expect(selfTest(store, { commits: 1 })).toMatchObject({
    exclusive: false,
    survives: "none",
    limit: "in-memory",
  });
});

test("a log that is not synced with every commit survives the process only", async () => {
  const store = await scratchStore();
  store.driver.exec("PRAGMA synchronous=NORMAL");
  expect(selfTest(store, { commits: 1 })).toMatchObject({
    synchronous: 1,
    survives: "process",
    limit: "not-synced",
  });
});

test("a reader measures no commits and writes nothing", async () => {
  const store = await scratchStore();
  const reader = await scratchStore(store.path, { readOnly: true });
  expect(selfTest(reader)).toMatchObject({ exclusive: false, syncLatency: null, integrity: "ok" });
  expect(selfTest(reader, { integrity: "skip" }).integrity).toBeNull();
});
