import {
  type Catalogue,
  createMemoryTillStore,
  createTill,
  type PaymentPort,
  parseCatalogue,
  type Till,
  type TillConfig,
  type TillParts,
  type TillStore,
} from "@tillwright/cashier";
import { createMemoryMembers, type MemberRepository } from "@tillwright/core-members";
import { type Programme, parseProgramme } from "@tillwright/loyalty-rules";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import type { Clock, Instant, Json, Outcome } from "@tillwright/values";

/** The value of an answer; a refusal fails the test with its words. */
export function answered<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
}

/** The code of a refusal, or `done`. */
export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? "done" : outcome.refusal.code;
}

export const owner = "store:S1";

/** 15 January 2027, 09:00 in Shanghai. */
const nine: Instant = Date.UTC(2027, 0, 15, 1);
export const hour = 3_600_000;

/** A clock that a test sets. */
export interface SetClock extends Clock {
  at: Instant;
}

export function setClock(at: Instant = nine): SetClock {
  const clock = { at, now: () => clock.at };
  return clock;
}

const products = [
  ["milk", "6900000000014", "5.90"],
  ["yoghurt", "6900000000021", "10.00"],
  ["beer", "6900000000038", "6.50"],
  ["soap", "6900000000045", "33.33"],
  ["tea", "6900000000052", "99.00"],
  ["gum", "6900000000069", "0.05"],
  ["screw", "6900000000076", "0.035"],
] as const;

export const catalogue: Catalogue = read(
  parseCatalogue({
    format: "tillwright.catalogue/1",
    currency: "CNY",
    products: [
      ...products.map(([productId, barcode, price]) => ({
        productId,
        barcodes: [barcode],
        name: { "zh-CN": `${productId} 商品`, en: productId },
        department: productId === "beer" ? "drinks" : "grocery",
        price,
      })),
      {
        productId: "apple",
        plu: "00021",
        name: { "zh-CN": "苹果", en: "apple" },
        department: "fresh",
        price: "12.80",
        per: "1 kg",
      },
    ],
  }),
);

export function read<Value>(
  result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly issues: readonly unknown[] },
): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.issues));
}

export const rulesDocument = {
  format: "tillwright.rules/1",
  currency: "CNY",
  promotions: [
    { id: "member-tea", name: "会员价", kind: "member-price", prices: { tea: "88.00" } },
    {
      id: "second-half",
      name: "第二件半价",
      kind: "nth-item",
      nth: 2,
      pay: "50%",
      goods: { product: "yoghurt" },
    },
    { id: "over-100", name: "满100减10", kind: "threshold", amount: "100.00", off: "10.00" },
  ],
};

export const programmeDocument = {
  format: "tillwright.programme/1",
  currency: "CNY",
  zone: "Asia/Shanghai",
  points: {
    earn: [{ id: "one-per-yuan", kind: "amount", per: "1.00", points: 1 }],
    redeem: { pointsPerMajorUnit: 100, step: 100, cap: "50%" },
  },
  storedValue: { topUps: [{ pay: "500.00", bonus: "50.00" }], spendOrder: "pro-rata" },
};

/** Everything of a small shop with one till, to be looked at and changed by a test. */
export interface Shop {
  readonly till: Till;
  readonly store: TillStore;
  readonly members: MemberRepository;
  readonly clock: SetClock;
  readonly parts: TillParts;
  readonly programme: Programme;
  /** A fresh command key. */
  readonly key: () => string;
  /** The same till again, as after a crash. */
  readonly again: (changes?: Partial<TillParts>) => Till;
}

export const config: TillConfig = {
  storeId: "S1",
  tillId: "T1",
  numberPrefix: "01",
  currency: "CNY",
  zone: "Asia/Shanghai",
  cutOff: "04:00",
  channel: "till",
  language: "zh-CN",
  cashRounding: { multiple: 10, mode: "down" },
  scaleLabels: [
    { pattern: "21.....{NNDDD}", value: "measure", unit: "g" },
    { pattern: "22.....{NNNDD}", value: "price" },
  ],
  roles: null,
  printing: null,
};

export function openShop(
  changes: {
    readonly store?: TillStore;
    readonly members?: MemberRepository;
    readonly clock?: SetClock;
    readonly rules?: Json;
    readonly programme?: object | null;
    readonly payments?: PaymentPort | null;
    readonly config?: Partial<TillConfig>;
  } = {},
): Shop {
  const store = changes.store ?? createMemoryTillStore();
  const members = changes.members ?? createMemoryMembers();
  const clock = changes.clock ?? setClock();
  const rules = changes.rules ?? rulesDocument;
  const programme = read(parseProgramme({ ...programmeDocument, ...changes.programme }));
  let ids = 0;
  let keys = 0;
  const parts: TillParts = {
    store,
    members,
    engine: compile(read(parseRules(rules))),
    rules,
    programme: changes.programme === null ? null : programme,
    catalogue,
    clock,
    nextId: () => {
      ids += 1;
      const { tillId = "T1" } = changes.config ?? {};
      return `id-${tillId}-${String(ids).padStart(6, "0")}`;
    },
    payments: changes.payments ?? null,
    config: { ...config, ...changes.config },
  };
  return {
    till: createTill(parts),
    store,
    members,
    clock,
    parts,
    programme,
    key: () => {
      keys += 1;
      return `key-${keys}`;
    },
    again: (other = {}) => createTill({ ...parts, ...other }),
  };
}

/** A shop whose shift is open with a float of 500.00. */
export async function openDay(...args: Parameters<typeof openShop>): Promise<Shop> {
  const shop = openShop(...args);
  const { key, till } = shop;
  answered(
    await till.openShift({ key: key(), operatorId: "zhang", role: "cashier", float: 50_000 }),
  );
  return shop;
}

/** Registers a member and answers the id. */
export async function join({ till, key }: Shop, phone = "13812345678"): Promise<string> {
  const registration = { phone, name: "王小明" };
  return answered(await till.registerMember({ key: key(), registration })).memberId;
}

/** Every entry of an async iterable. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
