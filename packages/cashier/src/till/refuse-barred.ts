import type { Programme } from "@tillwright/loyalty-rules";
import type { BarredLine, PricedBasket } from "@tillwright/pricing-engine";
import type { Json, Language } from "@tillwright/values";
import { productName } from "../product.js";
import { type Refused, refuse } from "../refusal.js";
import { gateOf, memberOf } from "../rules-json.js";
import type { Sale, SaleLine } from "../sale.js";
import type { Desk } from "./desk.js";

/**
 * Refuses to take money for goods that a purchase gate holds back: `cashier.barred-offer` with the tiers and plans that open
 * it, `cashier.barred-code`, `cashier.barred-count` with how many may be bought, else `cashier.barred` with the condition.
 */
export function refuseBarred(
  desk: Desk,
  sale: Pick<Sale, "lines">,
  { barred }: Pick<PricedBasket, "barred">,
): Refused | null {
  const [first] = barred;
  const line = sale.lines.find(({ lineId }) => lineId === first?.lineId);
  if (first === undefined || line === undefined) return null;
  const { rules, programme, config } = desk.parts;
  const gate = gateOf(rules, first.gateId);
  const behind = barred.filter(({ gateId }) => gateId === first.gateId);
  const name = memberOf(gate, "name");
  const facts = {
    lineId: first.lineId,
    lineIds: behind.map(({ lineId }) => lineId),
    productId: line.product.productId,
    product: productName(line.product.name, config.language),
    gateId: first.gateId,
    gate: typeof name === "string" ? name : first.gateId,
    because: first.because,
  };
  const message = `line ${first.lineId} is behind the gate ${first.gateId}: ${first.because}`;
  const { code, opens } = wayIn(first, gate, {
    holders: holdersOf(programme, first.gateId, config.language),
    pieces: piecesOf(sale.lines, behind),
  });
  return refuse(code, message, { ...facts, ...opens });
}

type BarredCode =
  | "cashier.barred"
  | "cashier.barred-offer"
  | "cashier.barred-code"
  | "cashier.barred-count";

/** What would open a gate. A code itself is not told. */
function wayIn(
  { because }: BarredLine,
  gate: Json | undefined,
  seen: { readonly holders: readonly string[]; readonly pieces: number },
): { readonly code: BarredCode; readonly opens: Readonly<Record<string, Json>> } {
  if (because === "atMost") {
    const atMost = memberOf(gate, "atMost") ?? 0;
    return { code: "cashier.barred-count", opens: { atMost, pieces: seen.pieces } };
  }
  if (because === "when") {
    return { code: "cashier.barred", opens: { when: memberOf(gate, "when") ?? null } };
  }
  if (memberOf(gate, "needs") === "code") return { code: "cashier.barred-code", opens: {} };
  return seen.holders.length === 0
    ? { code: "cashier.barred", opens: { when: null } }
    : { code: "cashier.barred-offer", opens: { holders: seen.holders } };
}

/** The tiers and plans that bring an offer, from low to high, by their names. */
function holdersOf(
  programme: Programme | null,
  offer: string,
  language: Language,
): readonly string[] {
  if (programme === null) return [];
  const grants = (benefits: readonly object[]): boolean =>
    benefits.some((benefit) => "promotion" in benefit && benefit.promotion === offer);
  const tiers = (programme.tiers?.levels ?? []).filter(
    ({ promotions, benefits }) => promotions.includes(offer) || grants(benefits),
  );
  const plans = programme.plans.filter(({ benefits }) => grants(benefits));
  return [...tiers, ...plans].map(({ name }) => name[language]);
}

function piecesOf(lines: readonly SaleLine[], barred: readonly BarredLine[]): number {
  return lines.reduce((sum, { lineId, quantity }) => {
    const counts = barred.some((one) => one.lineId === lineId) && quantity.kind === "pieces";
    return sum + (counts ? quantity.count : 0);
  }, 0);
}
