import { assignDedicated, dedicatedTo, eraseMember, type Member } from "@tillwright/core-members";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memberArbitrary } from "./arbitraries.js";
import { runs } from "./runs.js";

const [member] = fc.sample(memberArbitrary("M1", "+8613800000001"), { numRuns: 1, seed: 1 });
if (member === undefined) throw new Error("no member");
const free: Member = { ...member, dedicated: [] };

function given(to: Member, operatorId: string | null, at: number): Member {
  const outcome = assignDedicated(to, operatorId, at);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

describe("a dedicated manager", () => {
  test("nobody at first, then one, then another, then nobody: the history stays", () => {
    const first = given(free, "E7", 10);
    const second = given(first, "E8", 20);
    const nobody = given(second, null, 30);
    expect([free, first, second, nobody].map(dedicatedTo)).toEqual([null, "E7", "E8", null]);
    expect(nobody.dedicated).toEqual([
      { operatorId: "E7", from: 10, until: 20 },
      { operatorId: "E8", from: 20, until: 30 },
    ]);
  });

  test("the same one again changes nothing", () => {
    const first = given(free, "E7", 10);
    expect(given(first, "E7", 20)).toBe(first);
    expect(given(free, null, 20)).toBe(free);
  });

  test("a mistake that is mended at once leaves no term of no length", () => {
    expect(given(given(free, "E7", 10), "E8", 10).dedicated).toEqual([
      { operatorId: "E8", from: 10, until: null },
    ]);
  });

  test("not before the current term began, nor before the last one ended", () => {
    const ended = given(given(free, "E7", 10), null, 20);
    for (const [whose, at] of [
      [given(free, "E7", 10), 9],
      [ended, 19],
    ] as const) {
      expect(assignDedicated(whose, "E8", at)).toMatchObject({
        refusal: { code: "core-members.too-early", facts: { memberId: "M1", at } },
      });
    }
    expect(given(ended, "E8", 20).dedicated).toHaveLength(2);
  });

  test.each([
    [eraseMember(free), "core-members.erased"],
    [{ ...free, status: "merged" as const, mergedInto: "M2" }, "core-members.merged"],
  ])("nobody looks after who is gone %#", (gone, code) => {
    expect(assignDedicated(gone, "E7", 10)).toMatchObject({ refusal: { code } });
  });
});

test("terms follow each other without a gap in them, whatever is asked", () => {
  const asked = fc.array(fc.record({ who: fc.constantFrom(null, "E7", "E8"), at: fc.nat(20) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(asked, (script) => {
      let now = free;
      for (const { who, at } of script) {
        const outcome = assignDedicated(now, who, at);
        if (!outcome.ok) continue;
        now = outcome.value;
        expect(dedicatedTo(now)).toBe(who);
      }
      now.dedicated.forEach((term, index) => {
        const next = now.dedicated[index + 1];
        if (next === undefined) return;
        expect(term.until ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(next.from);
        expect(term.until ?? 0).toBeGreaterThan(term.from);
      });
    }),
    { numRuns: runs },
  );
});
