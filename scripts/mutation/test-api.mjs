import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inspect } from "node:util";
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import * as chai from "chai";

// What test files import from "vitest" while mutations are measured: the same assertions (they are vitest's own), and tests
// that are gathered in a list, to be run again and again in one process.

/** The tests of one loading of the bundle, and what runs around them. */
export const gathered = { tests: [], file: "", groups: [], onFinished: [] };

export function startGathering() {
  gathered.tests = [];
  gathered.file = "";
  gathered.groups = [];
}

/** A file of tests begins; the bundle says so before each. */
export function beginFile(file) {
  gathered.file = file;
  gathered.groups = [createGroup("")];
}

function createGroup(name) {
  return { name, beforeAll: [], afterAll: [], beforeEach: [], afterEach: [], begun: false };
}

function groupName(groups) {
  return groups.map(({ name }) => name).filter((name) => name !== "");
}

/** What takes the place of `describe` and `test` where they are switched off. */
function leftOut() {}
leftOut.each = () => leftOut;

export function describe(name, body) {
  gathered.groups = [...gathered.groups, createGroup(name)];
  body();
  gathered.groups = gathered.groups.slice(0, -1);
}
describe.each = (rows) => (name, body) => {
  rows.forEach((row, i) => {
    describe(`${name} ${i}`, () => body(...[row].flat()));
  });
};
describe.skipIf = (condition) => (condition ? leftOut : describe);

export function test(name, ...rest) {
  const body = rest.find((one) => typeof one === "function");
  const { file, groups } = gathered;
  const title = [...groupName(groups), name].join(" > ");
  const same = gathered.tests.filter((one) => one.file === file && one.title === title).length;
  const id = `${file}#${title}${same === 0 ? "" : ` (${same + 1})`}`;
  gathered.tests.push({ id, file, title, groups, body });
}
test.each =
  (rows) =>
  (name, ...rest) => {
    const body = rest.find((one) => typeof one === "function");
    rows.forEach((row, i) => {
      test(`${name} ${i}`, () => body(...[row].flat()));
    });
  };
test.skipIf = (condition) => (condition ? leftOut : test);

const innermost = () => gathered.groups.at(-1);
export const beforeAll = (hook) => innermost().beforeAll.push(hook);
export const afterAll = (hook) => innermost().afterAll.push(hook);
export const beforeEach = (hook) => innermost().beforeEach.push(hook);
export const afterEach = (hook) => innermost().afterEach.push(hook);
export const onTestFinished = (hook) => gathered.onFinished.push(hook);

/** Runs one test with the hooks around it; resolves to what it threw, or `undefined`. */
export async function runTest(one, snapshots) {
  current.id = one.id;
  current.count = 0;
  current.snapshots = snapshots;
  gathered.onFinished = [];
  let thrown;
  try {
    for (const group of one.groups) {
      if (!group.begun) {
        group.begun = true;
        for (const hook of group.beforeAll) await hook();
      }
    }
    for (const group of one.groups) for (const hook of group.beforeEach) await hook();
    await one.body({});
  } catch (error) {
    thrown = error ?? new Error("something without a value was thrown");
  }
  for (const hook of [...gathered.onFinished].reverse()) await settled(hook);
  for (const group of [...one.groups].reverse()) {
    for (const hook of group.afterEach) await settled(hook);
  }
  return thrown;
}

/** What a file has set up for all of its tests is taken down again, so that the next run sets it up anew. */
export async function endFiles(tests) {
  for (const group of new Set(tests.flatMap(({ groups }) => groups))) {
    if (!group.begun) continue;
    group.begun = false;
    for (const hook of group.afterAll) await settled(hook);
  }
}

async function settled(hook) {
  try {
    await hook();
  } catch {
    // A test that failed already may leave nothing to take down.
  }
}

const current = { id: "", count: 0, snapshots: createSnapshots("") };

/** What the unchanged sources gave for each snapshot; written once, compared ever after. */
export function createSnapshots(path) {
  let kept = null;
  return {
    record: false,
    entries: {},
    check(id, value) {
      const text = inspect(value, { depth: Infinity, maxArrayLength: null, maxStringLength: null });
      if (this.record) {
        this.entries[id] = text;
        return true;
      }
      kept ??= JSON.parse(readFileSync(path, "utf8"));
      return kept[id] === text;
    },
    write() {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(this.entries));
    },
  };
}

function snapshotMatchers(_chai, { flag }) {
  const compare = function compare() {
    current.count += 1;
    const { snapshots } = current;
    if (!snapshots.check(`${current.id} ${current.count}`, flag(this, "object"))) {
      throw new Error(`snapshot ${current.count} of ${current.id} is another`);
    }
  };
  for (const name of ["toMatchSnapshot", "toMatchInlineSnapshot"]) {
    _chai.Assertion.addMethod(name, compare);
  }
  _chai.Assertion.addMethod("toMatchFileSnapshot", async function comparedLater() {
    compare.call(this);
  });
}

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(snapshotMatchers);
chai.use(JestAsymmetricMatchers);

export function expect(value, message) {
  return chai.expect(value, message);
}
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT], {
  unreachable: (message) => chai.assert.fail(message ?? "expected not to be reached"),
  poll: pollingExpect,
});
globalThis[GLOBAL_EXPECT] = expect;
setState(
  { assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null },
  expect,
);

/** Asks again until what is expected holds, for a second at most unless told otherwise. */
function pollingExpect(ask, { timeout = 1000, interval = 10 } = {}) {
  return new Proxy(
    {},
    {
      get:
        (_, matcher) =>
        async (...expected) => {
          const end = performance.now() + timeout;
          for (;;) {
            try {
              return expect(await ask())[matcher](...expected);
            } catch (error) {
              if (performance.now() > end) throw error;
              await new Promise((resolve) => setTimeout(resolve, interval));
            }
          }
        },
    },
  );
}
