// Run by gathered-tests.test.mjs in a process of its own, because what is tried here takes the place of vitest's matchers.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import * as api from "../mutation/test-api.mjs";

const folder = mkdtempSync(join(tmpdir(), "gathered-"));
after(() => rmSync(folder, { recursive: true }));

function gather(body) {
  api.startGathering();
  api.beginFile("a.test.ts");
  body();
  return [...api.gathered.tests];
}

async function run(tests) {
  const snapshots = api.createSnapshots(join(folder, "none.json"));
  const thrown = [];
  for (const one of tests) thrown.push(await api.runTest(one, snapshots));
  await api.endFiles(tests);
  return thrown.map((error) => error?.message ?? null);
}

test("tests are named by file, groups and title, each once", () => {
  const tests = gather(() => {
    api.describe("group", () => {
      api.test("one", () => {});
      api.test("one", () => {});
      api.test.each([1, 2])("row %i", () => {});
    });
    api.test.skipIf(true)("left out", () => {});
    api.test.skipIf(true).each([1])("left out", () => {});
    api.describe.skipIf(true)("left out", () => api.test("within", () => {}));
  });
  const ids = tests.map(({ id }) => id);
  assert.deepEqual(ids, [
    "a.test.ts#group > one",
    "a.test.ts#group > one (2)",
    "a.test.ts#group > row %i 0",
    "a.test.ts#group > row %i 1",
  ]);
});

test("a test that throws, at once or later, is told with what it threw, and can be run again", async () => {
  let wrong = true;
  const tests = gather(() => {
    api.test("at once", () => api.expect(wrong).toBe(false));
    api.test("later", async () => {
      await null;
      api.expect({ a: [1, wrong] }).toEqual({ a: [1, false] });
    });
    api.test("as it should", () => api.expect(() => null.none).toThrow(TypeError));
  });
  const [first, second, third] = await run(tests);
  assert.match(first, /expected true to be false/);
  assert.match(second, /deeply equal/);
  assert.equal(third, null);
  wrong = false;
  assert.deepEqual(await run(tests), [null, null, null]);
});

test("hooks run around the tests of their group, those of all tests once a run", async () => {
  const heard = [];
  const tests = gather(() => {
    api.beforeAll(() => heard.push("begin"));
    api.afterAll(() => heard.push("end"));
    api.describe("group", () => {
      api.beforeEach(() => heard.push("before"));
      api.afterEach(() => heard.push("after"));
      api.test("one", () => {
        api.onTestFinished(() => heard.push("finished"));
        heard.push("one");
      });
    });
    api.test("two", () => heard.push("two"));
  });
  await run(tests);
  const once = ["begin", "before", "one", "finished", "after", "two", "end"];
  assert.deepEqual(heard, once);
  await run(tests);
  assert.deepEqual(heard, [...once, ...once]);
});

test("a snapshot is what the unchanged sources gave", async () => {
  let text = "as it was";
  const tests = gather(() => api.test("kept", () => api.expect(text).toMatchSnapshot()));
  const snapshots = api.createSnapshots(join(folder, "kept.json"));
  snapshots.record = true;
  await api.runTest(tests[0], snapshots);
  snapshots.record = false;
  snapshots.write();
  assert.equal(await api.runTest(tests[0], snapshots), undefined);
  text = "changed";
  assert.match((await api.runTest(tests[0], snapshots)).message, /is another/);
});
