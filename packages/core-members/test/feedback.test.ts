import {
  createMemoryFeedback,
  createSealedFeedback,
  editFeedback,
  erasePerson,
  type Feedback,
  type FeedbackPolicy,
  giveFeedback,
  moderateFeedback,
  parseFeedback,
  registerMember,
  tallyRatings,
} from "@tillwright/core-members";
import { feedbackContract } from "@tillwright/core-members/testing";
import { describe, expect, test } from "vitest";
import { sealedShop } from "./sealing.js";

const day = 86_400_000;
const first: FeedbackPolicy = { editableFor: day, moderate: "first" };
const afterwards: FeedbackPolicy = { editableFor: day, moderate: "afterwards" };
const details = {
  feedbackId: "F1",
  memberId: "M1",
  about: { kind: "service", id: "visit-7" },
  storeId: "north",
  operatorId: "E7",
  at: 1000,
} as const;
const said = { rating: 2, comment: "等了很久" } as const;
const given = giveFeedback(said, details, first);

function edited(feedback: Feedback, policy: FeedbackPolicy, at: number): Feedback {
  const outcome = editFeedback(feedback, { rating: 4, comment: null }, at, policy);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

describe("reading feedback", () => {
  test.each([
    [{ rating: 1 }, { rating: 1, comment: null }],
    [
      { rating: 5, comment: " 很好\n谢谢 😀 " },
      { rating: 5, comment: "很好\n谢谢 😀" },
    ],
    [
      { rating: 3, comment: "  " },
      { rating: 3, comment: null },
    ],
    [
      { rating: 3, comment: null },
      { rating: 3, comment: null },
    ],
    [
      { rating: 3, comment: "x".repeat(2000) },
      { rating: 3, comment: "x".repeat(2000) },
    ],
  ])("%# %j", (document, wanted) => {
    expect(parseFeedback(document)).toEqual({ ok: true, value: wanted });
  });

  test.each([
    [{ rating: 0 }, ["rating"]],
    [{ rating: 6 }, ["rating"]],
    [{ rating: 4.5 }, ["rating"]],
    [{ rating: "5" }, ["rating"]],
    [{ comment: "x" }, ["rating"]],
    [{ rating: 5, comment: "x".repeat(2001) }, ["comment"]],
    [{ rating: 5, comment: "a\u0000b" }, ["comment"]],
    [{ rating: 5, comment: "\ud83d" }, ["comment"]],
    [{ rating: 9, comment: 5, stars: 3 }, ["rating", "comment", "stars"]],
    [null, [""]],
  ])("%# refused at %j", (document, paths) => {
    const parsed = parseFeedback(document);
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path.join("."))).toEqual(paths);
  });

  test("what was written is in no message", () => {
    expect(JSON.stringify(parseFeedback({ rating: 5, comment: "王小明\u0007" }))).not.toMatch(
      /王/u,
    );
  });
});

describe("given, changed for a while, moderated", () => {
  test("with everything that is known of it", () => {
    const { at, ...rest } = details;
    expect(given).toEqual({
      ...rest,
      ...said,
      version: 1,
      givenAt: at,
      editedAt: null,
      state: "waiting",
      moderations: [],
    });
    expect(giveFeedback(said, details, afterwards).state).toBe("shown");
  });

  test("until the last millisecond, and no longer", () => {
    expect(edited(given, first, 1000 + day - 1)).toMatchObject({
      rating: 4,
      comment: null,
      editedAt: 1000 + day - 1,
      givenAt: 1000,
    });
    expect(editFeedback(given, said, 1000 + day, first)).toMatchObject({
      refusal: {
        code: "core-members.feedback-closed",
        facts: { feedbackId: "F1", until: 1000 + day },
      },
    });
  });

  const shown = { state: "shown", operatorId: "E1", reason: "fine", at: 2000 } as const;
  const hidden = { state: "hidden", operatorId: "E1", reason: "abuse", at: 3000 } as const;

  test("each decision is kept with who made it and why", () => {
    const decided = moderateFeedback(moderateFeedback(given, shown), hidden);
    expect(decided).toMatchObject({ state: "hidden", moderations: [shown, hidden] });
    expect(given.moderations).toEqual([]);
  });

  test("who changes words that were looked at gets no others past", () => {
    expect(edited(moderateFeedback(given, shown), first, 4000).state).toBe("waiting");
    expect(edited(moderateFeedback(given, shown), afterwards, 4000).state).toBe("shown");
    expect(edited(moderateFeedback(given, hidden), afterwards, 4000).state).toBe("hidden");
  });

  test("stars are added up", () => {
    const of = (...stars: (1 | 2 | 3 | 4 | 5)[]) =>
      tallyRatings(stars.map((rating) => ({ rating })));
    expect(of(1, 2, 2, 3, 4, 5, 5, 5)).toEqual({ count: 8, sum: 27, stars: [1, 2, 1, 1, 3] });
    expect(of()).toEqual({ count: 0, sum: 0, stars: [0, 0, 0, 0, 0] });
  });
});

describe("the store in memory does what every store of feedback must do", () => {
  test.each(feedbackContract)("$name", ({ run }) => run(async () => createMemoryFeedback()));
});

function memberOf(memberId: string, phone: string) {
  const registration = {
    phone,
    name: null,
    birthday: null,
    cardNumber: null,
    tags: [],
    consents: [],
  };
  return registerMember(registration, { memberId, at: 0, zone: "Asia/Shanghai" });
}

async function sealedFeedback() {
  const shop = await sealedShop([
    memberOf("M1", "+8613800000001"),
    memberOf("M2", "+8613800000002"),
  ]);
  const { rows, random } = shop;
  const stored = createMemoryFeedback();
  const over = (keys: typeof shop.older) =>
    createSealedFeedback({ feedback: stored, rows, keys, random });
  return { ...shop, stored, over, feedback: over(shop.older) };
}

describe("sealed comments", () => {
  test.each(feedbackContract)("$name", ({ run }) =>
    run(async () => (await sealedFeedback()).feedback),
  );

  test("lie sealed, while stars and staff stay readable for reports", async () => {
    const { feedback, stored } = await sealedFeedback();
    await feedback.insert(given);
    const lying = await stored.byId("F1");
    expect(JSON.stringify(lying)).not.toContain("等");
    expect({ ...lying, comment: given.comment }).toEqual(given);
    expect(await feedback.byId("F1")).toEqual(given);
  });

  test("are gone with the member's key, and the stars stay", async () => {
    const { feedback, members } = await sealedFeedback();
    await feedback.insert(given);
    expect(await erasePerson(members, "M1")).toMatchObject({ ok: true });
    expect(await feedback.byId("F1")).toEqual({ ...given, comment: null });
    expect(await feedback.ofMember("M1")).toEqual([{ ...given, comment: null }]);
    expect(await feedback.update({ ...given, comment: "again" }, 1)).toMatchObject({
      refusal: { code: "core-members.erased" },
    });
  });

  test("of a member who is not there, or whose key is lost, are refused", async () => {
    const { feedback, over, newerAlone } = await sealedFeedback();
    expect(await feedback.insert({ ...given, memberId: "M9" })).toMatchObject({
      refusal: { code: "core-members.member-unknown", facts: { memberId: "M9" } },
    });
    await feedback.insert(given);
    const lost = over(newerAlone);
    expect(await lost.update(given, 1)).toMatchObject({
      refusal: { code: "core-members.key-missing" },
    });
    await expect(lost.byId("F1")).rejects.toMatchObject({ code: "core-members.key-missing" });
  });

  test("that were moved to other feedback do not open", async () => {
    const { feedback, stored } = await sealedFeedback();
    await feedback.insert(given);
    const lying = await stored.byId("F1");
    if (lying === null) throw new Error("not stored");
    await stored.insert({ ...lying, feedbackId: "F2", about: { kind: "sale", id: "S2" } });
    await expect(feedback.byId("F2")).rejects.toMatchObject({ code: "core-members.data-damaged" });
  });
});
