import {
  couponAccount,
  issuerOfLot,
  type PartnerUse,
  planAccount,
  plansInForce,
  pointsAccount,
  rewardAccount,
  rewardStockAccount,
  settlePartners,
  storedBonusAccount,
  storedBonusPromisedAccount,
  storedPrincipalAccount,
} from "@tillwright/loyalty-rules";
import type { Instant } from "@tillwright/values";
import { memberId } from "./shop.js";
import type { Figures, Play, Step } from "./story.js";

/** What can be spent of an account; nothing of one that is not open. */
export async function available({ counter }: Play, account: string, at: Instant): Promise<number> {
  return (await counter.journal.balance(account, at))?.available ?? 0;
}

/** What partners owe each other for all sales of the story. */
async function owed({ counter, programme }: Play): Promise<Record<string, number>> {
  const entries = await counter.journal.entries({ account: pointsAccount(memberId) });
  const issuers = new Map<string, string | null>();
  for (const { lotId, opens } of entries.flatMap((entry) => entry.lotMoves)) {
    if (opens !== undefined) issuers.set(lotId, issuerOfLot(opens.source));
  }
  const uses = [...counter.sales.values()].map(
    (sale): PartnerUse => ({
      storeId: sale.event.storeId,
      spent: sale.pointsSpent,
      restored: sale.progress?.restored ?? 0,
      issuers,
    }),
  );
  const { nets } = settlePartners(programme, uses);
  return Object.fromEntries(nets.map(({ partner, amount }) => [partner ?? "house", amount]));
}

/** How each figure is read; those that are kept by name are read for the names asked for. */
const readers: {
  readonly [Name in keyof Figures]-?: (play: Play, at: Instant, asked: Figures) => Promise<unknown>;
} = {
  balance: (play, at) => play.counter.balance(at),
  pending: (play, at) => play.counter.pending(at),
  debt: (play) => play.counter.debt(),
  principal: (play, at) => available(play, storedPrincipalAccount(memberId, "CNY"), at),
  bonus: (play, at) => available(play, storedBonusAccount(memberId, "CNY"), at),
  promised: (play, at) => available(play, storedBonusPromisedAccount(memberId, "CNY"), at),
  stock: (play, at, { stock }) =>
    byName(stock, (id) => available(play, rewardStockAccount(id), at)),
  gifts: (play, at, { gifts }) =>
    byName(gifts, (id) => available(play, rewardAccount(memberId, id), at)),
  coupons: (play, at, { coupons }) =>
    byName(coupons, (id) => available(play, couponAccount(memberId, id), at)),
  plans: async (play, at) => (await terms(play, at)).map(({ plan }) => plan),
  chosen: async (play, at) => (await terms(play, at)).flatMap(({ chosen }) => chosen),
  owed: (play) => owed(play),
  amount: async () => undefined,
};

async function byName(
  asked: Readonly<Record<string, number>> = {},
  read: (name: string) => Promise<number>,
): Promise<Record<string, number>> {
  const names = Object.keys(asked);
  const found = await Promise.all(names.map(read));
  return Object.fromEntries(names.map((name, index) => [name, found[index] ?? Number.NaN]));
}

async function terms({ counter, programme }: Play, at: Instant) {
  const accounts = programme.plans.map(({ id }) => planAccount(memberId, id));
  const lots = await Promise.all(accounts.map((account) => counter.journal.lots(account, at)));
  return plansInForce(lots.flat(), at);
}

/** What a step shows of the figures that its case asks for. */
export async function figuresAfter(
  play: Play,
  step: Step,
  at: Instant,
  amount: number | undefined,
): Promise<Figures> {
  const asked = step.expect ?? {};
  const figures: Record<string, unknown> = {};
  for (const name of Object.keys(asked) as (keyof Figures)[]) {
    figures[name] = name === "amount" ? amount : await readers[name](play, at, asked);
  }
  return figures;
}
