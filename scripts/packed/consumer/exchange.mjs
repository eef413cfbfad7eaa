import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as imported from "@tillwright/values";

// Runs inside a project that installed the packed packages. A program that imports a package and uses a library that
// requires it has two copies of it; what one makes the other takes.

const required = createRequire(import.meta.url)("@tillwright/values");
assert.notEqual(imported.allocate, required.allocate, "there is only one copy to test");

for (const [maker, taker] of [
  [imported, required],
  [required, imported],
]) {
  const amount = maker.parseMoney("22.00", "CNY");
  assert.deepEqual(taker.allocate(amount.value, [1800, 800]), [1523, 677]);
  assert.equal(taker.formatRate(maker.parseRate("12.5%").value), "12.5%");
  assert.equal(taker.contentHash({ amount }), maker.contentHash({ amount }));
  const error = thrownBy(() => maker.allocate(1, [0]));
  assert.ok(
    taker.isCodedError(error, "values.no-weight"),
    "an error of the other copy is not known",
  );
  assert.ok(!taker.isCodedError(error, "values.out-of-range"));
}

function thrownBy(action) {
  try {
    action();
  } catch (error) {
    return error;
  }
  return assert.fail("it did not throw");
}
