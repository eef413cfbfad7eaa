import {
  createMemoryMembers,
  eraseMember,
  type IdentityClaim,
  linkIdentity,
  linkVerifiedIdentity,
  type Member,
  type MemberRepository,
  parseRegistration,
  registerMember,
  unlinkIdentity,
  type VerifiedSubject,
} from "@tillwright/core-members";
import { describe, expect, test } from "vitest";

const wechat = { provider: "wechat", app: "wx1", subject: "o7" } as const;
const alipay = { provider: "alipay", app: "2021", subject: "2088" } as const;

function memberOf(memberId: string, phone: string): Member {
  const form = parseRegistration({ phone });
  if (!form.ok) throw new Error("a bad registration");
  return registerMember(form.value, { memberId, at: 0, zone: "Asia/Shanghai" });
}

const one = memberOf("M1", "13800000001");
const two = memberOf("M2", "13800000002");

function linked(member: Member, subject: VerifiedSubject): Member {
  const outcome = linkIdentity(member, subject, 5);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

describe("linking rules", () => {
  test("WeChat and Alipay side by side, and the same account again changes nothing", () => {
    const both = linked(linked(one, wechat), alipay);
    expect(both.identities).toEqual([
      { ...wechat, linkedAt: 5 },
      { ...alipay, linkedAt: 5 },
    ]);
    expect(linked(both, wechat)).toBe(both);
  });

  test("another account of the same app is refused until the first is unlinked", () => {
    const first = linked(one, wechat);
    const other = { ...wechat, subject: "o8" };
    expect(linkIdentity(first, other, 6)).toMatchObject({
      refusal: {
        code: "core-members.identity-linked",
        facts: { memberId: "M1", provider: "wechat", app: "wx1" },
      },
    });
    const free = unlinkIdentity(first, wechat);
    if (!free.ok) throw new Error(free.refusal.code);
    expect(linked(free.value, other).identities).toHaveLength(1);
    expect(linked(first, { ...wechat, app: "wx2" }).identities).toHaveLength(2);
  });

  test("unlinking leaves the other provider's and the other app's accounts alone", () => {
    const all = linked(linked(linked(one, wechat), alipay), { ...wechat, app: "wx2" });
    const left = unlinkIdentity(all, wechat);
    expect(left.ok && left.value.identities.map(({ app }) => app)).toEqual(["2021", "wx2"]);
    expect(unlinkIdentity(one, wechat)).toEqual({ ok: true, value: one });
  });

  test.each([
    [eraseMember(one), "core-members.erased"],
    [{ ...one, status: "merged" as const, mergedInto: "M2" }, "core-members.merged"],
  ])("who is gone neither links nor unlinks %#", (gone, code) => {
    expect(linkIdentity(gone, wechat, 5)).toMatchObject({ refusal: { code } });
    expect(unlinkIdentity(gone, wechat)).toMatchObject({ refusal: { code } });
  });
});

describe("linking an account that the provider vouches for", () => {
  const claim: IdentityClaim = { provider: "wechat", app: "wx1", proof: "code-77" };
  const answering = (answer: VerifiedSubject | null) => ({ verify: async () => answer });

  async function shop(): Promise<MemberRepository> {
    const members = createMemoryMembers();
    await members.insert(one);
    await members.insert(two);
    return members;
  }

  test("the member is found by it afterwards", async () => {
    const members = await shop();
    const parts = { members, verifier: answering(wechat) };
    expect(await linkVerifiedIdentity(parts, "M1", claim, 5)).toMatchObject({ ok: true });
    expect((await members.byIdentity(wechat))?.memberId).toBe("M1");
    expect(await linkVerifiedIdentity(parts, "M1", claim, 6)).toMatchObject({
      ok: true,
      value: { version: 2 },
    });
  });

  test("one subject belongs to one member: the refusal names whose it is", async () => {
    const members = await shop();
    const parts = { members, verifier: answering(wechat) };
    await linkVerifiedIdentity(parts, "M1", claim, 5);
    expect(await linkVerifiedIdentity(parts, "M2", claim, 6)).toMatchObject({
      refusal: { code: "core-members.identity-taken", facts: { memberId: "M1" } },
    });
  });

  test.each([
    ["the provider does not vouch for it", null],
    ["an account of another app", { ...wechat, app: "wx2" }],
    ["an account of another provider", { ...wechat, provider: "alipay" as const }],
    ["no subject", { ...wechat, subject: "" }],
  ])("refused: %s; neither the proof nor the subject is told", async (_name, answer) => {
    const members = await shop();
    const refused = await linkVerifiedIdentity(
      { members, verifier: answering(answer) },
      "M1",
      claim,
      5,
    );
    expect(refused).toMatchObject({
      refusal: { code: "core-members.identity-unverified", facts: { provider: "wechat" } },
    });
    expect(JSON.stringify(refused)).not.toMatch(/code-77|o7/u);
    expect((await members.byId("M1"))?.identities).toEqual([]);
  });

  test("an unknown member", async () => {
    const parts = { members: await shop(), verifier: answering(wechat) };
    expect(await linkVerifiedIdentity(parts, "M9", claim, 5)).toMatchObject({
      refusal: { code: "core-members.member-unknown" },
    });
  });

  test("a member who is changed at another till in between is linked all the same", async () => {
    const members = await shop();
    let disturbances = 3;
    const busy: MemberRepository = {
      ...members,
      byId: async (memberId) => {
        const seen = await members.byId(memberId);
        if (seen !== null && disturbances > 0) {
          disturbances -= 1;
          await members.update({ ...seen, purchases: seen.purchases + 1 }, seen.version);
        }
        return seen;
      },
    };
    const parts = { members: busy, verifier: answering(wechat) };
    expect(await linkVerifiedIdentity(parts, "M1", claim, 5)).toMatchObject({ ok: true });
    expect(await members.byId("M1")).toMatchObject({
      purchases: 3,
      identities: [{ subject: "o7" }],
    });
  });

  test("but not for ever: whoever never gets a turn is told so", async () => {
    const members = await shop();
    const jammed: MemberRepository = {
      ...members,
      update: (member, version) => members.update(member, version + 100),
    };
    const parts = { members: jammed, verifier: answering(wechat) };
    expect(await linkVerifiedIdentity(parts, "M1", claim, 5)).toMatchObject({
      refusal: { code: "core-members.version-conflict" },
    });
  });

  test("two tills link the same account to two members at once: one link", async () => {
    const members = await shop();
    const parts = { members, verifier: answering(wechat) };
    const answers = await Promise.all(
      ["M1", "M2"].map((memberId) => linkVerifiedIdentity(parts, memberId, claim, 5)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok)).toMatchObject([
      { refusal: { code: "core-members.identity-taken" } },
    ]);
  });
});
