import {
  type CouponRef,
  couponAccount,
  couponIssuedAccount,
  couponOffers,
  couponStanding,
  issueCoupon,
  lockCoupon,
  returnCoupon,
  unlockCoupon,
  useCoupon,
  voidCoupon,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, counterOf, memberId, programmeOf } from "./shop.js";

const name = { "zh-CN": "50元现金券", en: "50 off" };
const template = {
  id: "cash50",
  name,
  promotionId: "fifty-off",
  validity: { kind: "months", months: 1 },
};
const programme = programmeOf({ coupons: [template] });
const monday = at("2026-11-16");
const minute = 60_000;
const coupon: CouponRef = { memberId, template: "cash50", couponId: "join:M1" };
const account = couponAccount(memberId, "cash50");

async function issued(version = programme) {
  const counter = await counterOf(version);
  await counter.run(issueCoupon(version, coupon, { key: "join", at: monday }));
  const { journal } = counter;
  return {
    journal,
    run: counter.run,
    standing: async (when = monday) =>
      couponStanding(coupon.couponId, await journal.entries({ account }), when),
    offers: async (when = monday) => couponOffers(version, await journal.lots(account, when), when),
    can: async (command: Parameters<typeof journal.execute>[0]) =>
      (await journal.execute(command)).ok,
  };
}

describe("新会员50元现金券", () => {
  test("joining issues one coupon of 50.00", async () => {
    const { offers } = await issued();
    expect(await offers()).toEqual([
      { offerId: "join:M1", promotionId: "fifty-off", validUntil: at("2026-12-17T00:00") },
    ]);
  });

  test("a second one for the same reason is refused, whatever the command is called", async () => {
    const { journal, offers } = await issued();
    const again = issueCoupon(programme, coupon, { key: "join again", at: monday });
    expect((await journal.executeAll(again)).ok).toBe(false);
    expect(await offers()).toHaveLength(1);
  });
});

describe("one coupon, eight tills at once", () => {
  test("one sale gets it, seven are told used on that sale", async () => {
    const { can, standing } = await issued();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        can(useCoupon(coupon, `S${index}`, null, { key: `till-${index}`, at: monday })),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    const winner = `S${answers.indexOf(true)}`;
    expect(await standing()).toEqual({ state: "used", saleId: winner });
  });
});

describe("the life of a coupon", () => {
  test("locked on hold: no other till may use it, and 15 minutes later one may", async () => {
    const { can, run, standing, offers } = await issued();
    await run([lockCoupon(programme, coupon, "S1", { key: "hold", at: monday })]);
    expect(await standing()).toEqual({ state: "locked", saleId: "S1" });
    expect(await offers()).toEqual([]);
    const early = monday + 14 * minute;
    expect(await can(useCoupon(coupon, "S2", null, { key: "early", at: early }))).toBe(false);
    const late = monday + 15 * minute;
    expect(await standing(late)).toEqual({ state: "issued", saleId: null });
    expect(await can(useCoupon(coupon, "S2", null, { key: "late", at: late }))).toBe(true);
    expect(await standing(late)).toEqual({ state: "used", saleId: "S2" });
  });

  test("the returned order of the first till is told: coupon gone", async () => {
    const { can, run } = await issued();
    const lock = lockCoupon(programme, coupon, "S1", { key: "hold", at: monday });
    await run([lock]);
    const late = monday + 20 * minute;
    await run([useCoupon(coupon, "S2", null, { key: "other", at: late })]);
    expect(await can(useCoupon(coupon, "S1", lock, { key: "back", at: late }))).toBe(false);
  });

  test("locked, then used by the sale that locked it", async () => {
    const { run, standing } = await issued();
    const lock = lockCoupon(programme, coupon, "S1", { key: "hold", at: monday });
    await run([lock, useCoupon(coupon, "S1", lock, { key: "done", at: monday + minute })]);
    expect(await standing()).toEqual({ state: "used", saleId: "S1" });
  });

  test("unlocked when the sale is voided", async () => {
    const { run, standing, offers } = await issued();
    const lock = lockCoupon(programme, coupon, "S1", { key: "hold", at: monday });
    await run([lock, unlockCoupon(lock, { key: "void", at: monday + minute })]);
    expect(await standing()).toEqual({ state: "issued", saleId: null });
    expect(await offers()).toHaveLength(1);
  });

  test("used, returned by a refund, usable again to its date", async () => {
    const { run, can, standing, offers } = await issued();
    await run([useCoupon(coupon, "S1", null, { key: "S1", at: monday })]);
    const end = at("2026-12-17T00:00");
    await run([returnCoupon(programme, coupon, end, { key: "R1", at: monday + minute })]);
    expect(await standing()).toEqual({ state: "returned", saleId: "S1" });
    expect(await offers()).toMatchObject([{ offerId: "join:M1", validUntil: end }]);
    const again = useCoupon(coupon, "S2", null, { key: "S2", at: monday + 2 * minute });
    expect(await can(again)).toBe(true);
  });

  test("returned past its date it lapses", async () => {
    const { run, offers, standing } = await issued();
    await run([useCoupon(coupon, "S1", null, { key: "S1", at: monday })]);
    const late = at("2027-01-10");
    const end = at("2026-12-17T00:00");
    await run([returnCoupon(programme, coupon, end, { key: "R1", at: late })]);
    expect(await offers(late)).toEqual([]);
    expect((await standing(late)).state).toBe("expired");
  });

  test("or lives on for seven days", async () => {
    const kind = programmeOf({
      coupons: [{ ...template, returnedAfterExpiry: { kind: "extend", days: 7 } }],
    });
    const { run, offers, standing } = await issued(kind);
    await run([useCoupon(coupon, "S1", null, { key: "S1", at: monday })]);
    const end = at("2026-12-17T00:00");
    await run([returnCoupon(kind, coupon, end, { key: "R1", at: at("2027-01-10") })]);
    const last = at("2027-01-17T23:59");
    const over = at("2027-01-18T00:00");
    expect(await offers(last)).toHaveLength(1);
    expect(await offers(over)).toEqual([]);
    // What is told of the coupon is told of what lives on of it.
    expect(await standing(last)).toEqual({ state: "returned", saleId: "S1" });
    expect((await standing(over)).state).toBe("expired");
    const livesOn = { ...coupon, couponId: "join:M1/extended:R1" };
    await run([useCoupon(livesOn, "S2", null, { key: "S2", at: last })]);
    expect(await standing(over)).toEqual({ state: "used", saleId: "S2" });
  });

  test("expired: neither offered nor usable", async () => {
    const { can, offers, standing } = await issued();
    const end = at("2026-12-17T00:00");
    expect((await standing(end)).state).toBe("expired");
    expect(await offers(end)).toEqual([]);
    expect(await can(useCoupon(coupon, "S1", null, { key: "S1", at: end }))).toBe(false);
  });

  test("void: gone for good", async () => {
    const { run, can, standing } = await issued();
    await run([voidCoupon(coupon, "a mistake", { key: "void", at: monday })]);
    expect((await standing()).state).toBe("void");
    expect(await can(useCoupon(coupon, "S1", null, { key: "S1", at: monday }))).toBe(false);
  });

  test("expired and let go by the night: still expired, of the sale that had it last", async () => {
    const { journal, run, standing } = await issued();
    await run([useCoupon(coupon, "S1", null, { key: "S1", at: monday })]);
    const end = at("2026-12-17T00:00");
    await run([returnCoupon(programme, coupon, end, { key: "R1", at: monday + minute })]);
    const to = couponIssuedAccount(memberId, "cash50");
    const night = { key: "night", entryId: "night", at: end, memo: null };
    await run([{ kind: "lapse", ...night, account, to }]);
    expect(await standing(end)).toEqual({ state: "expired", saleId: "S1" });
    expect((await journal.audit()).finding).toBeNull();
  });

  test("what happens to another coupon of the kind says nothing of this one", async () => {
    const { run, standing, offers } = await issued();
    const other = { ...coupon, couponId: "join:M1b" };
    await run(issueCoupon(programme, other, { key: "issue-other", at: monday }));
    await run([useCoupon(other, "S9", null, { key: "S9", at: monday })]);
    expect(await standing()).toEqual({ state: "issued", saleId: null });
    expect((await offers()).map(({ offerId }) => offerId)).toEqual(["join:M1"]);
  });

  test("one that was never issued is unknown", async () => {
    expect(couponStanding("other", [], monday)).toEqual({ state: "unknown", saleId: null });
  });
});

test("a template that is not in the programme is misuse", () => {
  const wrong = { ...coupon, template: "other" };
  expect(() => issueCoupon(programme, wrong, { key: "k", at: 0 })).toThrow(
    expect.objectContaining({ code: "loyalty.not-in-programme" }),
  );
});

test("whatever tills do with it, a coupon is used by at most one sale at a time", async () => {
  const acts = fc.array(
    fc.record({
      what: fc.constantFrom("lock", "use", "use-locked", "unlock", "return", "wait"),
      till: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(acts, async (script) => {
      const { journal, can, standing } = await issued();
      const locks = new Map<number, ReturnType<typeof lockCoupon>>();
      const end = at("2026-12-17T00:00");
      let holder: string | null = null;
      let now = monday;
      let number = 0;
      for (const { what, till } of script) {
        number += 1;
        const context = { key: `K${number}`, at: now };
        const lock = locks.get(till);
        if (what === "wait") now += 10 * minute;
        if (what === "lock") {
          const fresh = lockCoupon(programme, coupon, `S${till}`, context);
          if (await can(fresh)) locks.set(till, fresh);
        }
        if (what === "unlock" && lock !== undefined) await can(unlockCoupon(lock, context));
        const using = what === "use" ? null : lock;
        if ((what === "use" || what === "use-locked") && using !== undefined) {
          if (await can(useCoupon(coupon, `S${till}`, using, context))) {
            expect(holder).toBeNull();
            holder = `S${till}`;
          }
        }
        if (what === "return" && holder !== null) {
          expect(await can(returnCoupon(programme, coupon, end, context))).toBe(true);
          holder = null;
        }
        if (holder !== null) expect(await standing(now)).toEqual({ state: "used", saleId: holder });
      }
      expect((await journal.audit()).finding).toBeNull();
    }),
    { numRuns: runs },
  );
});
