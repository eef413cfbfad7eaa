import { type AuditEntry, nextAuditEntry, verifyAuditChain } from "@tillwright/cashier";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";

function chain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let index = 0; index < length; index += 1) {
    const where = { owner: "store:S1", tillId: "T1", at: index };
    const fact = { action: "sale.completed", operatorId: "zhang", facts: { due: index * 100 } };
    entries.push(nextAuditEntry(entries.at(-1) ?? null, where, fact));
  }
  return entries;
}

/** An entry with its hash computed for what it says: what a forger would write. */
function forged(entry: AuditEntry, before: AuditEntry | undefined): AuditEntry {
  const { owner, tillId, at, action, operatorId } = entry;
  const fact = { action, operatorId, facts: { due: 1 } };
  return nextAuditEntry(before ?? null, { owner, tillId, at }, fact);
}

test("an untouched chain verifies, an empty one too", () => {
  expect(verifyAuditChain([])).toBeNull();
  expect(verifyAuditChain(chain(20))).toBeNull();
});

test("law: whatever is changed, taken out, put in or moved, the first broken link is named", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 12 }),
      fc.nat(),
      fc.constantFrom("change", "forge", "remove", "repeat", "swap", "previous", "operator"),
      (length, seed, how) => {
        const entries = chain(length);
        const at = seed % (length - 1);
        const entry = entries[at];
        const next = entries[at + 1];
        if (entry === undefined || next === undefined) return;
        switch (how) {
          case "change":
            entries[at] = { ...entry, facts: { due: -1 } };
            break;
          case "forge":
            entries[at] = forged(entry, entries[at - 1]);
            break;
          case "remove":
            entries.splice(at, 1);
            break;
          case "repeat":
            entries.splice(at, 0, entry);
            break;
          case "swap":
            entries.splice(at, 2, next, entry);
            break;
          case "previous":
            entries[at] = { ...entry, previous: "f".repeat(64) };
            break;
          case "operator":
            entries[at] = { ...entry, operatorId: "li" };
            break;
        }
        const broken = verifyAuditChain(entries);
        const expected = how === "forge" || how === "repeat" ? at + 2 : at + 1;
        expect(broken?.number).toBe(expected);
      },
    ),
    { numRuns: runs },
  );
});
