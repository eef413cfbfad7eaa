import type { LinkedIdentity } from "./identity.js";
import {
  contractCase as caseOf,
  expectSame,
  type StoreContractCase,
  told,
} from "./internal/contract-case.js";
import type { Member } from "./member.js";
import { mergeMembers } from "./merge-members.js";
import { registerMember } from "./registration.js";
import type { MemberRepository } from "./repository.js";
import { eraseMember } from "./standing.js";

export { feedbackContract, readLogContract } from "./beside-contract.js";
export type { StoreContractCase } from "./internal/contract-case.js";

/** One thing that every store of members must do. @public */
export type MemberContractCase = StoreContractCase<MemberRepository>;

const at = 1_800_000_000_000;

function member(memberId: string, phone: string, cardNumber: string | null = null): Member {
  const registration = {
    phone,
    name: "𠮷野 😀",
    birthday: { month: 2, day: 29, year: null },
    cardNumber,
    tags: ["new"],
    consents: [{ purpose: "marketing", channel: "sms", given: true, textVersion: "1" }] as const,
  };
  return registerMember(registration, { memberId, at, zone: "Asia/Shanghai" });
}

const phoneOne = "+8613800000001";
const phoneTwo = "+8613800000002";
const wechat: LinkedIdentity = { provider: "wechat", app: "wx1", subject: "o7", linkedAt: at };
const alipay: LinkedIdentity = { provider: "alipay", app: "wx1", subject: "o7", linkedAt: at };

const contractCase = caseOf<MemberRepository>;

/**
 * What every store of members must do, without a test framework: run each case against an empty store.
 *
 * @example
 * ```ts
 * import { createMemoryMembers } from "@tillwright/core-members";
 * import { memberRepositoryContract } from "@tillwright/core-members/testing";
 *
 * for (const { run } of memberRepositoryContract) await run(async () => createMemoryMembers());
 * memberRepositoryContract.length > 10; //=> true
 * ```
 *
 * @public
 */
export const memberRepositoryContract: readonly MemberContractCase[] = Object.freeze([
  contractCase("a member is found by id, phone and card, as it was stored", async (members) => {
    const one = member("M1", phoneOne, "C1");
    expectSame(await told(members.insert(one)), one, "insert");
    expectSame(await members.byId("M1"), one, "byId");
    expectSame(await members.byPhone(phoneOne), one, "byPhone");
    expectSame(await members.byCard("C1"), one, "byCard");
  }),
  contractCase("who is not there is null", async (members) => {
    await members.insert(member("M1", phoneOne));
    expectSame(await members.byId("M2"), null, "byId");
    expectSame(await members.byPhone(phoneTwo), null, "byPhone");
    expectSame(await members.byCard("C1"), null, "byCard");
  }),
  contractCase("a phone belongs to one member", async (members) => {
    await members.insert(member("M1", phoneOne));
    expectSame(
      await told(members.insert(member("M2", phoneOne))),
      { refused: "core-members.phone-taken", memberId: "M1" },
      "second insert",
    );
    expectSame(await members.byId("M2"), null, "the refused member");
  }),
  contractCase("two tills at once: one of them registers the phone", async (members) => {
    const answers = await Promise.all(
      ["M1", "M2", "M3", "M4"].map((id) => members.insert(member(id, phoneOne))),
    );
    expectSame(answers.filter((answer) => answer.ok).length, 1, "members that were stored");
    const holder = await members.byPhone(phoneOne);
    for (const answer of answers) {
      const id = answer.ok ? answer.value.memberId : answer.refusal.facts["memberId"];
      expectSame(id, holder?.memberId, "the member that is told to all");
    }
  }),
  contractCase("a card belongs to one member", async (members) => {
    await members.insert(member("M1", phoneOne, "C1"));
    expectSame(
      await told(members.insert(member("M2", phoneTwo, "C1"))),
      { refused: "core-members.card-taken", memberId: "M1" },
      "second insert",
    );
    expectSame(await members.byPhone(phoneTwo), null, "the refused member's phone stays free");
  }),
  contractCase("many members may have no card", async (members) => {
    await members.insert(member("M1", phoneOne));
    const two = member("M2", phoneTwo);
    expectSame(await told(members.insert(two)), two, "second insert");
  }),
  contractCase("the same member again is answered as the first time", async (members) => {
    const one = member("M1", phoneOne);
    await members.insert(one);
    expectSame(await told(members.insert(one)), one, "second insert");
  }),
  contractCase("another member of the same id is refused", async (members) => {
    await members.insert(member("M1", phoneOne));
    expectSame(
      await told(members.insert(member("M1", phoneTwo))),
      { refused: "core-members.member-exists", memberId: "M1" },
      "second insert",
    );
    expectSame(await members.byPhone(phoneTwo), null, "the refused phone");
  }),
  contractCase("an update carries the next version", async (members) => {
    const one = member("M1", phoneOne);
    await members.insert(one);
    const wanted = { ...one, name: "Li", version: 2 };
    expectSame(await told(members.update({ ...one, name: "Li" }, 1)), wanted, "update");
    expectSame(await members.byId("M1"), wanted, "byId");
  }),
  contractCase("an update of an older version is refused and changes nothing", async (members) => {
    const one = member("M1", phoneOne);
    await members.insert(one);
    await members.update({ ...one, name: "Li" }, 1);
    expectSame(
      await told(members.update({ ...one, name: "Wang" }, 1)),
      { refused: "core-members.version-conflict", memberId: "M1", version: 2, expectedVersion: 1 },
      "update",
    );
    expectSame((await members.byId("M1"))?.name, "Li", "name");
  }),
  contractCase("of two updates at once one is stored", async (members) => {
    const one = member("M1", phoneOne);
    await members.insert(one);
    const answers = await Promise.all(
      ["Li", "Wang"].map((name) => members.update({ ...one, name }, 1)),
    );
    expectSame(answers.filter((answer) => answer.ok).length, 1, "updates that were stored");
  }),
  contractCase("an unknown member cannot be updated", async (members) => {
    expectSame(
      await told(members.update(member("M1", phoneOne), 1)),
      { refused: "core-members.member-unknown", memberId: "M1" },
      "update",
    );
    expectSame(await members.byId("M1"), null, "byId");
  }),
  contractCase("a new phone frees the old one", async (members) => {
    const one = member("M1", phoneOne, "C1");
    await members.insert(one);
    await members.update({ ...one, phone: phoneTwo, cardNumber: null }, 1);
    expectSame(await members.byPhone(phoneOne), null, "the old phone");
    expectSame(await members.byCard("C1"), null, "the old card");
    expectSame((await members.byPhone(phoneTwo))?.memberId, "M1", "the new phone");
    const two = member("M2", phoneOne, "C1");
    expectSame(await told(members.insert(two)), two, "another member with the old phone");
  }),
  contractCase("an update cannot take another member's phone or card", async (members) => {
    const two = member("M2", phoneTwo);
    await members.insert(member("M1", phoneOne, "C1"));
    await members.insert(two);
    expectSame(
      await told(members.update({ ...two, phone: phoneOne }, 1)),
      { refused: "core-members.phone-taken", memberId: "M1" },
      "phone",
    );
    expectSame(
      await told(members.update({ ...two, cardNumber: "C1" }, 1)),
      { refused: "core-members.card-taken", memberId: "M1" },
      "card",
    );
    expectSame(await members.byPhone(phoneTwo), two, "the member as before");
  }),
  contractCase("an erased member keeps its id and frees its phone", async (members) => {
    const one = member("M1", phoneOne, "C1");
    await members.insert(one);
    const erased = eraseMember(one);
    await members.update(erased, 1);
    expectSame(await members.byPhone(phoneOne), null, "byPhone");
    expectSame(await members.byId("M1"), { ...erased, version: 2 }, "byId");
  }),
  contractCase("an account elsewhere leads to one member", async (members) => {
    const one = { ...member("M1", phoneOne), identities: [wechat] };
    expectSame(await told(members.insert(one)), one, "insert");
    expectSame(await members.byIdentity(wechat), one, "byIdentity");
    expectSame(await members.byIdentity({ ...wechat, app: "wx2" }), null, "another app");
    expectSame(
      await told(members.insert({ ...member("M2", phoneTwo), identities: [wechat] })),
      { refused: "core-members.identity-taken", memberId: "M1" },
      "second insert",
    );
    expectSame(await members.byId("M2"), null, "the refused member");
    expectSame(await members.byPhone(phoneTwo), null, "the refused phone");
  }),
  contractCase("an update cannot take another member's account", async (members) => {
    const two = member("M2", phoneTwo);
    await members.insert({ ...member("M1", phoneOne), identities: [wechat] });
    await members.insert(two);
    expectSame(
      await told(members.update({ ...two, name: "Li", identities: [alipay, wechat] }, 1)),
      { refused: "core-members.identity-taken", memberId: "M1" },
      "update",
    );
    expectSame(await members.byId("M2"), two, "the member as before");
    expectSame(await members.byIdentity(alipay), null, "the account that was free");
  }),
  contractCase("two tills at once: an account is linked to one of two members", async (members) => {
    const both = [member("M1", phoneOne), member("M2", phoneTwo)];
    for (const one of both) await members.insert(one);
    const answers = await Promise.all(
      both.map((one) => members.update({ ...one, identities: [wechat] }, 1)),
    );
    expectSame(answers.filter((answer) => answer.ok).length, 1, "links that were stored");
    const holder = await members.byIdentity(wechat);
    for (const answer of answers) {
      const id = answer.ok ? answer.value.memberId : answer.refusal.facts["memberId"];
      expectSame(id, holder?.memberId, "the member that is told to both");
    }
  }),
  contractCase("an account that is unlinked is free", async (members) => {
    const one = { ...member("M1", phoneOne), identities: [wechat, alipay] };
    await members.insert(one);
    await members.update({ ...one, identities: [alipay] }, 1);
    expectSame(await members.byIdentity(wechat), null, "the account");
    expectSame((await members.byIdentity(alipay))?.memberId, "M1", "the other account");
    const two = { ...member("M2", phoneTwo), identities: [wechat] };
    expectSame(await told(members.insert(two)), two, "another member with the account");
  }),
  contractCase("a merge is stored, and everything leads to the member kept", async (members) => {
    const one = member("M1", phoneOne);
    const two = { ...member("M2", phoneTwo, "C2"), identities: [wechat] };
    await members.insert(one);
    await members.insert(two);
    const merge = mergeMembers(one, two, at);
    if (!merge.ok) throw new Error(`merge: ${merge.refusal.code}`);
    const { keptAfter, droppedAfter } = merge.value;
    expectSame((await members.update(droppedAfter, 1)).ok, true, "the member who is dropped");
    expectSame((await members.update(keptAfter, 1)).ok, true, "the member who is kept");
    expectSame((await members.byId("M2"))?.status, "merged", "status");
    expectSame((await members.byCard("C2"))?.memberId, "M1", "the card");
    expectSame((await members.byIdentity(wechat))?.memberId, "M1", "the account");
    expectSame(await members.byPhone(phoneTwo), null, "the phone that was given up");
  }),
]);
