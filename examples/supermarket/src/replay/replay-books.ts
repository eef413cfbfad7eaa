import {
  createCatalogue,
  createTill,
  type DirectLine,
  type ShiftReport,
  type TenderRequest,
  type Till,
} from "@tillwright/cashier";
import type { AuditReport, TrialBalance } from "@tillwright/ledger";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { createSalesTally, type SalesFigures } from "@tillwright/reports";
import { openStore } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { type Clock, type LocalDate, localDateOf, pieces } from "@tillwright/values";
import { systemIds } from "../terminal/system.js";
import { answered, readDocument } from "../wiring/answers.js";
import type { JourneyBasket } from "./group-baskets.js";
import { householdMembers, memberOfHousehold, ZONE } from "./households.js";
import type { JourneyRow } from "./journey-row.js";
import { CURRENCY } from "./judge-row.js";
import type { Journey } from "./read-journey.js";
import rules from "./rules.json" with { type: "json" };

const STORE_ID = "journey";
const OWNER = `store:${STORE_ID}`;
const CLERK = { operatorId: "replay", role: "cashier" };
/** Change in the drawer at the start of each day. */
const FLOAT = 20_000;

/** What the books say in the end. */
export interface FinishedBooks {
  readonly figures: SalesFigures;
  readonly trial: TrialBalance;
  readonly audit: AuditReport;
  readonly zReports: number;
  /** Z reports with an identity that does not hold. */
  readonly zWrong: number;
}

/** The books of a replayed file. */
export interface ReplayBooks {
  /** Baskets that are in the books already; they are always the first ones. */
  readonly countDone: () => Promise<number>;
  /** Rings one basket up, durably; baskets are rung up in their order. */
  readonly ringUp: (index: number) => Promise<void>;
  /** Closes the last day and adds everything up. */
  readonly finish: () => Promise<FinishedBooks>;
  readonly close: () => void;
}

/** Opens the books of a file, made anew or as an earlier run left them. */
export async function openReplayBooks(path: string, journey: Journey): Promise<ReplayBooks> {
  const store = await openStore({ path });
  const tillStore = createSqlTillStore(store);
  // Each basket is rung up at the moment it was bought: the till's clock stands at that instant.
  let now = 0;
  const clock: Clock = { now: () => now };
  const document = readDocument("rules.json", parseRules(rules));
  const till = createTill({
    store: tillStore,
    members: householdMembers(journey.baskets),
    engine: compile(document),
    rules,
    programme: null,
    catalogue: createCatalogue(CURRENCY, []),
    clock,
    nextId: systemIds(),
    payments: null,
    config: {
      storeId: STORE_ID,
      tillId: "till-1",
      numberPrefix: "1",
      currency: CURRENCY,
      zone: ZONE,
      // The check compares calendar days, so the business day ends at midnight.
      cutOff: "00:00",
      channel: "till",
      language: "en",
      cashRounding: null,
      scaleLabels: [],
      roles: null,
      // Nothing is known of the households that a purchase would change.
      memberStanding: "never",
      printing: null,
    },
  });
  let openDay = (await till.current()).shift?.businessDay ?? null;

  async function ringUp(index: number): Promise<void> {
    const basket = journey.baskets[index];
    if (basket === undefined) return;
    const day = localDateOf(basket.at, ZONE);
    if (openDay !== null && openDay !== day) {
      await closeDay(till, openDay);
      openDay = null;
    }
    now = basket.at;
    if (openDay === null) {
      answered(await till.openShift({ key: `open:${day}`, ...CLERK, float: FLOAT }));
      openDay = day;
    }
    answered(
      await till.settleSale({
        key: `sale:${basket.basketId}`,
        saleId: basket.basketId,
        memberId: memberOfHousehold(basket.householdId),
        lines: basket.rows.map((row) => lineOf(row, journey.departmentOf)),
        tenders: tendersOf(basket),
      }),
    );
  }

  async function finish(): Promise<FinishedBooks> {
    if (openDay !== null) {
      now = Math.max(now, journey.baskets.at(-1)?.at ?? 0);
      await closeDay(till, openDay);
      openDay = null;
    }
    const tally = createSalesTally(CURRENCY);
    const days = new Set<LocalDate>();
    for await (const sale of tillStore.sales({ owner: OWNER })) {
      tally.add(sale);
      days.add(sale.businessDay);
    }
    let zWrong = 0;
    for (const day of days) {
      const kept = await tillStore.keptAnswer(OWNER, `close:${day}`);
      const report = kept?.answer as unknown as ShiftReport | undefined;
      if (report === undefined || report.proof.some((line) => !line.ok)) zWrong += 1;
    }
    return {
      figures: tally.figures(),
      trial: await tillStore.journal.trialBalance(null),
      audit: await tillStore.journal.audit(),
      zReports: days.size,
      zWrong,
    };
  }

  return {
    countDone: () => tillStore.salesCount({ owner: OWNER }),
    ringUp,
    finish,
    close: () => store.close(),
  };
}

/** The drawer is counted as it should be: the file knows of no difference. */
async function closeDay(till: Till, day: LocalDate): Promise<void> {
  const { cash } = answered(await till.xReport());
  answered(await till.closeShift({ key: `close:${day}`, counted: cash.expected }));
}

function lineOf(row: JourneyRow, departmentOf: (productId: string) => string): DirectLine {
  return {
    lineId: String(row.line),
    product: {
      productId: row.productId,
      name: row.productId,
      department: departmentOf(row.productId),
      categories: [],
      brand: null,
      tags: [],
    },
    quantity: pieces(row.quantity),
    price: { amount: row.shelf },
    ...(row.loyaltyDiscount > 0
      ? { listPrices: { "loyalty-card": row.shelf - row.loyaltyDiscount } }
      : {}),
    ...(row.couponMatch > 0 ? { offered: { "coupon-match": row.couponMatch } } : {}),
  };
}

function tendersOf(basket: JourneyBasket): readonly TenderRequest[] {
  const cash = basket.due - basket.coupon;
  return [
    ...(basket.coupon > 0
      ? [{ kind: "third-party-coupon" as const, party: "manufacturers", amount: basket.coupon }]
      : []),
    ...(cash > 0 ? [{ kind: "cash" as const, tendered: cash }] : []),
  ];
}
