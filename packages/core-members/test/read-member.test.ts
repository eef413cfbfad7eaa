import {
  createMemoryMembers,
  createMemoryReadLog,
  type MemberQuery,
  type MemberRead,
  parseRegistration,
  type ReadRequest,
  readMasked,
  readPersonal,
  readReason,
  registerMember,
  tallyReads,
} from "@tillwright/core-members";
import { en } from "@tillwright/core-members/messages/en";
import { zhCN } from "@tillwright/core-members/messages/zh-CN";
import { readLogContract } from "@tillwright/core-members/testing";
import { renderReason } from "@tillwright/values";
import { beforeEach, describe, expect, test } from "vitest";

const form = parseRegistration({
  phone: "13812345678",
  name: "王小明",
  cardNumber: "29012345678900",
});
if (!form.ok) throw new Error("a bad registration");
const account = { provider: "wechat", app: "wx1", subject: "o7-secret" } as const;
const member = {
  ...registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" }),
  identities: [{ ...account, linkedAt: 0 }],
};
const roles = {
  clerk: { "read-masked": true },
  manager: { "read-masked": true, "read-personal": true },
} as const;
const request: ReadRequest = {
  readId: "R1",
  readerId: "E7",
  role: "clerk",
  purpose: "sale",
  at: 1000,
};
let desk = { members: createMemoryMembers(), reads: createMemoryReadLog(), roles };

beforeEach(async () => {
  desk = { members: createMemoryMembers(), reads: createMemoryReadLog(), roles };
  await desk.members.insert(member);
});

describe("the log in memory does what every log must do", () => {
  test.each(readLogContract)("$name", async ({ run }) => run(async () => createMemoryReadLog()));
});

const queries: readonly MemberQuery[] = [
  { by: "id", memberId: "M1" },
  { by: "phone", phone: "+8613812345678" },
  { by: "card", cardNumber: "29012345678900" },
  { by: "identity", subject: account },
];

describe("every look is logged", () => {
  test.each(queries)("by $by: masked for the clerk, whole for the manager", async (query) => {
    const masked = await readMasked(desk, request, query);
    expect(masked).toMatchObject({ ok: true, value: { name: "王**", phone: "138****5678" } });
    const whole = await readPersonal(desk, { ...request, readId: "R2", role: "manager" }, query);
    expect(whole).toEqual({ ok: true, value: member });
    expect(await desk.reads.ofMember("M1")).toEqual([
      { ...request, memberId: "M1", soughtBy: query.by, view: "masked", outcome: "shown" },
      {
        ...request,
        readId: "R2",
        role: "manager",
        memberId: "M1",
        soughtBy: query.by,
        view: "personal",
        outcome: "shown",
      },
    ]);
  });

  test("what was refused, with the member only when it was asked for by id", async () => {
    for (const [index, query] of queries.entries()) {
      const refused = await readPersonal(desk, { ...request, readId: `R${index}` }, query);
      expect(refused).toMatchObject({
        refusal: { code: "core-members.not-permitted", facts: { couldBe: ["manager"] } },
      });
    }
    const logged = await desk.reads.ofReader("E7");
    expect(logged.map(({ outcome, memberId }) => [outcome, memberId])).toEqual([
      ["refused", "M1"],
      ["refused", null],
      ["refused", null],
      ["refused", null],
    ]);
  });

  test("looking for somebody who is not there", async () => {
    const query = { by: "phone", phone: "+8613900000000" } as const;
    expect(await readMasked(desk, request, query)).toMatchObject({
      refusal: { code: "core-members.nobody-found", facts: { soughtBy: "phone" } },
    });
    expect(await desk.reads.ofReader("E7")).toMatchObject([
      { outcome: "not-found", memberId: null },
    ]);
  });

  test("no entry and no refusal holds what was typed or what was shown", async () => {
    const answers = [];
    for (const [index, query] of queries.entries()) {
      const asked = { ...request, readId: `R${index}` };
      await readMasked(desk, asked, query);
      answers.push(await readPersonal(desk, { ...asked, readId: `P${index}` }, query));
    }
    const logged = JSON.stringify([answers, await desk.reads.ofReader("E7")]);
    expect(logged).not.toMatch(/138|5678|王|小明|2901|o7-secret/u);
  });

  test("nothing is shown when the log cannot be written", async () => {
    const full = {
      ...desk.reads,
      append: async () => {
        throw new Error("no room");
      },
    };
    const query = { by: "id", memberId: "M1" } as const;
    await expect(readMasked({ ...desk, reads: full }, request, query)).rejects.toThrow("no room");
  });

  test.each([
    { purpose: "王小明 asked" },
    { purpose: "13812345678" },
    { purpose: "" },
    { readId: "" },
    { readerId: "" },
  ])("misuse is thrown, and repeats nothing: %j", async (wrong) => {
    const query = { by: "id", memberId: "M1" } as const;
    const reading = readMasked(desk, { ...request, ...wrong }, query);
    await expect(reading).rejects.toMatchObject({ code: "core-members.argument-invalid" });
    await expect(reading).rejects.not.toMatchObject({
      message: expect.stringMatching(/138|王/u),
    });
    expect(await desk.reads.ofReader("E7")).toEqual([]);
  });
});

describe("the report", () => {
  const look = (readId: string, changes: Partial<MemberRead>): MemberRead => ({
    readId,
    at: 10,
    readerId: "E7",
    role: "clerk",
    memberId: "M1",
    soughtBy: "id",
    view: "masked",
    purpose: "sale",
    outcome: "shown",
    ...changes,
  });
  const entries = [
    look("R1", {}),
    look("R2", { at: 5, memberId: "M2" }),
    look("R3", { at: 20, memberId: null, outcome: "not-found" }),
    look("R4", { outcome: "refused", view: "personal" }),
    look("R5", { readerId: "E8", view: "personal" }),
    look("R6", { readerId: "E8", view: "export" }),
    look("R7", { readerId: "E9", memberId: "M2" }),
  ];

  test("by reader: who saw most of what is personal comes first", () => {
    expect(tallyReads(entries, "reader")).toEqual([
      {
        id: "E8",
        masked: 0,
        personal: 1,
        exported: 1,
        refused: 0,
        notFound: 0,
        others: 1,
        first: 10,
        last: 10,
      },
      {
        id: "E7",
        masked: 2,
        personal: 0,
        exported: 0,
        refused: 1,
        notFound: 1,
        others: 2,
        first: 5,
        last: 20,
      },
      {
        id: "E9",
        masked: 1,
        personal: 0,
        exported: 0,
        refused: 0,
        notFound: 0,
        others: 1,
        first: 10,
        last: 10,
      },
    ]);
  });

  test("by member: who was looked at, and by how many", () => {
    const tallies = tallyReads(entries, "member");
    expect(tallies.map(({ id, others, refused }) => [id, others, refused])).toEqual([
      ["M1", 2, 1],
      ["M2", 2, 0],
    ]);
  });

  test("equals come in the order of their ids", () => {
    const both = [look("R1", { readerId: "E9" }), look("R2", { readerId: "E8" })];
    expect(tallyReads(both, "reader").map(({ id }) => id)).toEqual(["E8", "E9"]);
    expect(tallyReads([], "reader")).toEqual([]);
  });

  test("an entry is a sentence in both languages", () => {
    const told = (catalogue: typeof en, language: "en" | "zh-CN", entry: MemberRead | undefined) =>
      entry && renderReason(catalogue, readReason(entry, "2026-11-18"), { language });
    expect(told(en, "en", entries[2])).toBe(
      "2026-11-18: E7 (clerk) found nobody (masked) for sale, sought by id",
    );
    expect(told(en, "en", entries[3])).toBe(
      "2026-11-18: E7 (clerk) was refused member M1 (personal) for sale, sought by id",
    );
    expect(told(zhCN, "zh-CN", entries[0])).toBe(
      "2026-11-18：E7（clerk）以 masked 方式查看了会员 M1，用途 sale，按 id 查找",
    );
  });
});
