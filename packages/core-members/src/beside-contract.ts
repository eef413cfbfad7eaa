import type { Feedback } from "./feedback.js";
import type { FeedbackRepository } from "./feedback-repository.js";
import {
  contractCase,
  expectSame,
  type StoreContractCase,
  told,
} from "./internal/contract-case.js";
import type { MemberRead, ReadLog } from "./read-log.js";

function feedbackOf(feedbackId: string, memberId: string, saleId: string): Feedback {
  return Object.freeze({
    feedbackId,
    version: 1,
    memberId,
    about: { kind: "sale", id: saleId } as const,
    storeId: "north",
    operatorId: null,
    rating: 4,
    comment: "𠮷 😀\n很好",
    givenAt: 1000,
    editedAt: null,
    state: "waiting",
    moderations: [],
  });
}

const feedbackCase = contractCase<FeedbackRepository>;

/**
 * What every store of feedback must do, without a test framework: run each case against an empty store. A store that seals
 * comments needs the members `M1` and `M2`.
 *
 * @example
 * ```ts
 * import { createMemoryFeedback } from "@tillwright/core-members";
 * import { feedbackContract } from "@tillwright/core-members/testing";
 *
 * for (const { run } of feedbackContract) await run(async () => createMemoryFeedback());
 * feedbackContract.length > 5; //=> true
 * ```
 *
 * @public
 */
export const feedbackContract: readonly StoreContractCase<FeedbackRepository>[] = Object.freeze([
  feedbackCase("feedback is found by id, by what it is about, and by its member", async (all) => {
    const one = feedbackOf("F1", "M1", "S1");
    expectSame(await told(all.insert(one)), one, "insert");
    expectSame(await all.byId("F1"), one, "byId");
    expectSame(await all.about("M1", one.about), one, "about");
    expectSame(await all.ofMember("M1"), [one], "ofMember");
    expectSame(await all.byId("F2"), null, "another id");
    expectSame(await all.about("M2", one.about), null, "another member");
    expectSame(await all.about("M1", { kind: "service", id: "S1" }), null, "another kind");
    expectSame(await all.ofMember("M2"), [], "another member's");
  }),
  feedbackCase("there is one for each member and sale", async (all) => {
    await all.insert(feedbackOf("F1", "M1", "S1"));
    expectSame(
      await told(all.insert(feedbackOf("F2", "M1", "S1"))),
      { refused: "core-members.feedback-given", feedbackId: "F1" },
      "second insert",
    );
    const service = {
      ...feedbackOf("F3", "M1", "S1"),
      about: { kind: "service", id: "S1" } as const,
    };
    expectSame((await all.insert(service)).ok, true, "a service of the same id");
    expectSame((await all.insert(feedbackOf("F4", "M2", "S1"))).ok, true, "another member");
    expectSame((await all.insert(feedbackOf("F5", "M1", "S2"))).ok, true, "another sale");
    expectSame(await all.byId("F2"), null, "the refused feedback");
  }),
  feedbackCase("two devices at once: one of them gives it", async (all) => {
    const answers = await Promise.all(
      ["F1", "F2", "F3"].map((id) => all.insert(feedbackOf(id, "M1", "S1"))),
    );
    expectSame(answers.filter((answer) => answer.ok).length, 1, "feedback that was stored");
    expectSame((await all.ofMember("M1")).length, 1, "feedback that is there");
  }),
  feedbackCase("the same feedback again is answered as the first time", async (all) => {
    const one = feedbackOf("F1", "M1", "S1");
    await all.insert(one);
    expectSame(await told(all.insert(one)), one, "second insert");
    expectSame(
      await told(all.insert({ ...one, rating: 1 })),
      { refused: "core-members.feedback-given", feedbackId: "F1" },
      "other stars under the same id",
    );
  }),
  feedbackCase("an update carries the next version, and an older one is refused", async (all) => {
    const one = feedbackOf("F1", "M1", "S1");
    await all.insert(one);
    const better = { ...one, rating: 5 as const, comment: null };
    expectSame(await told(all.update(better, 1)), { ...better, version: 2 }, "update");
    expectSame(
      await told(all.update({ ...one, rating: 1 }, 1)),
      { refused: "core-members.version-conflict", memberId: "M1", version: 2, expectedVersion: 1 },
      "an older version",
    );
    expectSame(await all.byId("F1"), { ...better, version: 2 }, "what is stored");
    expectSame(
      await told(all.update(feedbackOf("F9", "M1", "S9"), 1)),
      { refused: "core-members.feedback-unknown", feedbackId: "F9" },
      "unknown feedback",
    );
  }),
  feedbackCase("a member's feedback comes in the order it was given", async (all) => {
    await all.insert({ ...feedbackOf("F1", "M1", "S1"), givenAt: 3000 });
    await all.insert({ ...feedbackOf("F3", "M1", "S2"), givenAt: 2000 });
    await all.insert({ ...feedbackOf("F2", "M1", "S3"), givenAt: 2000 });
    const ids = (await all.ofMember("M1")).map(({ feedbackId }) => feedbackId);
    expectSame(ids, ["F2", "F3", "F1"], "order");
  }),
]);

function readOf(readId: string, readerId: string, memberId: string | null): MemberRead {
  return Object.freeze({
    readId,
    at: 1000,
    readerId,
    role: "clerk",
    memberId,
    soughtBy: "phone",
    view: "masked",
    purpose: "sale",
    outcome: memberId === null ? "not-found" : "shown",
  });
}

const logCase = contractCase<ReadLog>;

/**
 * What every log of who read what must do, without a test framework: run each case against an empty log.
 *
 * @example
 * ```ts
 * import { createMemoryReadLog } from "@tillwright/core-members";
 * import { readLogContract } from "@tillwright/core-members/testing";
 *
 * for (const { run } of readLogContract) await run(async () => createMemoryReadLog());
 * readLogContract.length; //=> 3
 * ```
 *
 * @public
 */
export const readLogContract: readonly StoreContractCase<ReadLog>[] = Object.freeze([
  logCase(
    "entries are found by member and by reader, in the order they were added",
    async (log) => {
      const entries = [
        readOf("R2", "E7", "M1"),
        readOf("R1", "E7", "M2"),
        readOf("R3", "E8", "M1"),
      ];
      for (const entry of entries) await log.append(entry);
      expectSame(await log.ofMember("M1"), [entries[0], entries[2]], "ofMember");
      expectSame(await log.ofReader("E7"), [entries[0], entries[1]], "ofReader");
      expectSame(await log.ofReader("E9"), [], "another reader");
    },
  ),
  logCase("a look that found nobody is the reader's only", async (log) => {
    const entry = readOf("R1", "E7", null);
    await log.append(entry);
    expectSame(await log.ofReader("E7"), [entry], "ofReader");
    expectSame(await log.ofMember(""), [], "ofMember");
  }),
  logCase("the same entry again is one entry, and none is ever replaced", async (log) => {
    const entry = readOf("R1", "E7", "M1");
    await log.append(entry);
    await log.append({ ...entry, readerId: "E8" });
    expectSame(await log.ofMember("M1"), [entry], "ofMember");
    expectSame(await log.ofReader("E8"), [], "the second one");
  }),
]);
