import {
  type PreferenceSchema,
  parsePreferenceSchema,
  parsePreferences,
  parseRegistration,
  registerMember,
  updateMember,
} from "@tillwright/core-members";
import { describe, expect, test } from "vitest";

const word = (en: string) => ({ "zh-CN": `${en}（中）`, en });
const document = {
  milk: { kind: "choice", name: word("Milk"), options: { oat: word("Oat"), soy: word("Soy") } },
  days: {
    kind: "choices",
    name: word("Days"),
    options: { mon: word("Monday"), sun: word("Sunday") },
  },
  receipt: { kind: "flag", name: word("Paper receipt") },
  shoe: { kind: "number", name: word("Shoe size"), least: 20, most: 50 },
  note: { kind: "text", name: word("Note"), longest: 10 },
};

function schemaOf(of: unknown): PreferenceSchema {
  const parsed = parsePreferenceSchema(of);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}
const schema = schemaOf(document);

describe("the shop's schema", () => {
  test("is read as it is written", () => expect(schema).toEqual(document));

  test.each([
    ["no options", { milk: { ...document.milk, options: {} } }, ["milk.options"]],
    ["a range that is upside down", { shoe: { ...document.shoe, least: 51 } }, ["shoe"]],
    ["a length of nothing", { note: { ...document.note, longest: 0 } }, ["note.longest"]],
    ["an unknown kind", { milk: { kind: "maybe", name: word("x") } }, ["milk.kind"]],
    [
      "a name in one language",
      { receipt: { kind: "flag", name: { en: "x" } } },
      ["receipt.name.zh-CN"],
    ],
    ["a key with a space", { "a b": document.receipt }, ["a b"]],
    ["a list", [document.receipt], [""]],
  ])("refused: %s", (_name, of, paths) => {
    const parsed = parsePreferenceSchema(of);
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path.join("."))).toEqual(paths);
  });
});

describe("what a member prefers", () => {
  test.each([
    [{ milk: "oat" }, { milk: "oat" }],
    [{ milk: null }, { milk: null }],
    [{ days: ["sun", "mon", "sun"] }, { days: ["mon", "sun"] }],
    [{ days: [] }, { days: [] }],
    [{ receipt: false }, { receipt: false }],
    [{ shoe: 20 }, { shoe: 20 }],
    [{ shoe: 50 }, { shoe: 50 }],
    [{ note: " 少糖 " }, { note: "少糖" }],
    [{ note: " " }, { note: null }],
    [{}, {}],
  ])("%j", (given, wanted) => {
    expect(parsePreferences(schema, given)).toEqual({ ok: true, value: wanted });
  });

  test.each([
    [{ milk: "goat" }, "milk must be one of oat, soy"],
    [{ milk: "toString" }, "milk must be one of oat, soy"],
    [{ milk: ["oat"] }, "milk must be one of oat, soy"],
    [{ days: "mon" }, "days must be a list of mon, sun"],
    [{ days: ["mon", "tue"] }, "days must be a list of mon, sun"],
    [{ receipt: "yes" }, "receipt must be true or false"],
    [{ shoe: 19 }, "shoe must be a whole number from 20 to 50"],
    [{ shoe: 51 }, "shoe must be a whole number from 20 to 50"],
    [{ shoe: 38.5 }, "shoe must be a whole number from 20 to 50"],
    [{ shoe: "38" }, "shoe must be a whole number from 20 to 50"],
    [{ note: "12345678901" }, "note must be one line of at most 10"],
    [{ note: "a\nb" }, "note must be one line of at most 10"],
    [{ allergies: "x" }, "allergies is not a field here"],
    [{ 王小明: 1 }, "**** is not a field here"],
    [{ toString: 1 }, "toString is not a field here"],
  ])("%j: %s", (given, message) => {
    expect(parsePreferences(schema, given)).toMatchObject({ ok: false, issues: [{ message }] });
  });

  test("every problem at once, and nothing that was typed", () => {
    const parsed = parsePreferences(schema, { milk: "goat", shoe: 99, receipt: true });
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path[0])).toEqual(["milk", "shoe"]);
    expect(JSON.stringify(parsed)).not.toMatch(/goat|99/u);
  });

  test.each([null, "oat", [], 5])("%j are no preferences", (given) => {
    expect(parsePreferences(schema, given)).toMatchObject({ ok: false, issues: [{ path: [] }] });
  });
});

test("changes are laid over what was there: what is not named stays, null clears", () => {
  const form = parseRegistration({ phone: "13812345678" });
  if (!form.ok) throw new Error("a bad registration");
  const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
  const before = { ...member, preferences: { milk: "oat", shoe: 38 } };
  const updated = updateMember(before, { preferences: { milk: null, days: ["mon"] } }, 1);
  expect(updated).toMatchObject({ ok: true, value: { preferences: { days: ["mon"], shoe: 38 } } });
  expect(updated.ok && Object.keys(updated.value.preferences)).toEqual(["days", "shoe"]);
  expect(before.preferences).toEqual({ milk: "oat", shoe: 38 });
});
