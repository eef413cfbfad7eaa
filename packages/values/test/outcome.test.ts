import {
  CodedError,
  isCodedError,
  issue,
  issuesAt,
  refuse,
  reject,
  succeed,
  ValuesError,
} from "@tillwright/values";
import { expect, test } from "vitest";

test("an error is told by its code, even when it comes from another copy of the class", () => {
  const own = new ValuesError("values.no-weight", "nothing to divide by", { total: 5 });
  const copy = Object.assign(new Error("nothing to divide by"), {
    code: "values.no-weight",
    facts: { total: 5 },
  });
  for (const error of [own, copy]) {
    expect(isCodedError(error)).toBe(true);
    expect(isCodedError(error, "values.no-weight")).toBe(true);
    expect(isCodedError(error, "values.out-of-range")).toBe(false);
  }
});

test("errors of the platform are not ours, though they have a code", () => {
  const system = Object.assign(new Error("no such file"), { code: "ENOENT" });
  for (const value of [
    system,
    new Error("x"),
    "values.no-weight",
    null,
    undefined,
    {},
    { code: 1 },
  ]) {
    expect(isCodedError(value)).toBe(false);
  }
  expect(isCodedError({ code: "a", message: "b", facts: null })).toBe(false);
});

test("an error is an Error, names its kind and keeps its facts", () => {
  const facts = { total: 5 };
  const error = new ValuesError("values.no-weight", "nothing to divide by", facts);
  expect(error).toBeInstanceOf(CodedError);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe("ValuesError: nothing to divide by");
  expect(error.facts).toEqual({ total: 5 });
  facts.total = 6;
  expect(error.facts).toEqual({ total: 5 });
  expect(Object.isFrozen(error.facts)).toBe(true);
  expect(new CodedError("shop.x", "y").facts).toEqual({});
});

test("answers are plain data", () => {
  expect(succeed("x")).toEqual({ ok: true, value: "x" });
  expect(refuse("shop.closed", "closed")).toEqual({
    ok: false,
    refusal: { code: "shop.closed", message: "closed", facts: {} },
  });
  const found = issue("shop.no-name", ["name"], "name is missing");
  expect(reject([found])).toEqual({ ok: false, issues: [found] });
});

test("problems keep their place when they are told from further up", () => {
  const found = [issue("a", ["per"], "m"), issue("b", [], "n")];
  expect(issuesAt(["products", 3], found).map((one) => one.path)).toEqual([
    ["products", 3, "per"],
    ["products", 3],
  ]);
  expect(found[0]?.path).toEqual(["per"]);
});
