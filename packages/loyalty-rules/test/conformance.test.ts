import { readFileSync } from "node:fs";
import {
  type Expiry,
  earnPoints,
  expiryInstant,
  parseProgramme,
  planStoredValue,
  splitReturn,
  type TierFigures,
  tierOf,
} from "@tillwright/loyalty-rules";
import { formatInstant, parseInstant } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { at, counterOf, saleOf, units } from "./shop.js";

interface Case {
  readonly id: string;
  readonly about: string;
}

/** The cases of a file: its expectations were computed apart from this package. */
function casesOf<Given>(name: string): readonly (Case & Given)[] {
  const file = new URL(`../conformance/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).cases;
}

function programmeOf(document: unknown) {
  const parsed = parseProgramme(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

const noon = at("2026-11-18");

interface EarningCase {
  readonly programme: unknown;
  readonly lines: readonly {
    readonly paid: number;
    readonly count: number;
    readonly tags: readonly string[];
  }[];
  readonly bonusPart: { readonly of: number; readonly bonus: number } | null;
  readonly expect: { readonly points: number };
}

describe("earning", () => {
  test.each(casesOf<EarningCase>("earning"))("$id $about", (given) => {
    const lines = given.lines.map((line) =>
      given.bonusPart === null ? line : { ...line, tenders: { T1: line.paid } },
    );
    const { of = 0, bonus = 0 } = given.bonusPart ?? {};
    const card = { tenderId: "T1", kind: "stored-value", amount: of, bonusPart: bonus };
    const sale = saleOf("S", noon, lines, given.bonusPart === null ? [] : [card]);
    const member = {
      memberId: "M1",
      tier: null,
      tags: [],
      birthday: null,
      joinedOn: null,
      debt: 0,
    };
    expect(earnPoints(programmeOf(given.programme), sale, member).points).toBe(given.expect.points);
  });
});

interface ClawbackCase {
  readonly programme: unknown;
  readonly line: { readonly paid: number; readonly count: number };
  readonly spentElsewhere: number;
  readonly refunds: readonly number[];
  readonly expect: {
    readonly earned: number;
    readonly refunds: readonly { readonly take: number; readonly debt: number }[];
    readonly balance: number;
    readonly debt: number;
  };
}

describe("clawback", () => {
  test.each(casesOf<ClawbackCase>("clawback"))("$id $about", async (given) => {
    const programme = programmeOf(given.programme);
    const counter = await counterOf(programme);
    const { points } = await counter.sell(saleOf("A", noon, [given.line]));
    const spent = given.spentElsewhere;
    if (spent > 0) {
      const goods = { paid: 0, points: spent, pointsOffset: spent };
      await counter.sell(saleOf("B", noon, [goods]), programme, spent);
    }
    const seen: { take: number; debt: number }[] = [];
    for (const count of given.refunds) {
      const { take, debt } = await counter.refund("A", noon, units(count));
      seen.push({ take, debt });
    }
    const balance = await counter.balance(noon);
    const debt = await counter.debt();
    expect({ earned: points, refunds: seen, balance, debt }).toEqual(given.expect);
  });
});

interface StoredValueCase {
  readonly programme: unknown;
  readonly balance: { readonly principal: number; readonly bonus: number };
  readonly amount: number;
  readonly returns: readonly number[];
  readonly expect: {
    readonly principal: number;
    readonly bonus: number;
    readonly returns: readonly { readonly principal: number; readonly bonus: number }[];
  };
}

describe("stored value", () => {
  test.each(casesOf<StoredValueCase>("stored-value"))("$id $about", (given) => {
    const plan = planStoredValue(programmeOf(given.programme), given.balance, given.amount);
    if (!plan.ok) throw new Error(plan.refusal.code);
    let before = 0;
    const returns = given.returns.map((amount) => {
      const split = splitReturn(plan.value, before, amount);
      before += amount;
      return split;
    });
    expect({ ...plan.value, returns }).toEqual(given.expect);
  });
});

interface ExpiryCase {
  readonly expiry: Expiry;
  readonly zone: string;
  readonly earned: string;
  readonly expect: { readonly gone: string };
}

describe("expiry", () => {
  test.each(casesOf<ExpiryCase>("expiry"))("$id $about", (given) => {
    const earned = parseInstant(given.earned);
    if (!earned.ok) throw new Error(given.earned);
    const gone = expiryInstant(given.expiry, earned.value, given.zone);
    expect(gone === null ? null : formatInstant(gone)).toBe(given.expect.gone);
  });
});

interface TierCase {
  readonly programme: unknown;
  readonly figures: TierFigures;
  readonly expect: { readonly tier: string };
}

describe("tiers", () => {
  test.each(casesOf<TierCase>("tiers"))("$id $about", (given) => {
    expect(tierOf(programmeOf(given.programme), given.figures)?.id).toBe(given.expect.tier);
  });
});
