import type { SaleView, SettledSale } from "@tillwright/cashier";
import { pieces } from "@tillwright/values";
import { amountText } from "../terminal/sale-lines.js";
import { answered } from "../wiring/answers.js";
import { sentence } from "../wiring/sentences.js";
import {
  type Stage,
  sayRefusal,
  scene,
  showBalances,
  showPrinted,
  showSale,
  showSettled,
} from "./stage.js";

const MILK = "6900000000014";
const YOGHURT = "6900000000021";
const BEER = "6900000000038";
const NOODLES = "6900000000045";
const CHOCOLATE = "6900000000090";
const CIGARETTES = "6900000000106";
const TISSUES = "6900000000076";
/** 1.240 kg of apples, weighed at the scale. */
const APPLES_BY_WEIGHT = "2100021012407";
/** Pork belly for ¥23.88, priced at the scale. */
const PORK_BY_PRICE = "2200023023880";

/** The member's sale: scanned, held while the next customer pays, resumed, paid with points, stored value and cash. */
export async function sellToMember(stage: Stage, memberId: string): Promise<SettledSale> {
  const { shop, words } = stage;
  const { till } = shop;
  scene(stage, "09:08", words.scan);
  await scan(stage, MILK);
  await scan(stage, YOGHURT, 2);
  await scan(stage, BEER, 3);
  stage.say(`   ${words.scaleLabel(APPLES_BY_WEIGHT)}`);
  await scan(stage, APPLES_BY_WEIGHT);
  stage.say(`   ${words.scaleLabel(PORK_BY_PRICE)}`);
  showSale(stage, await scan(stage, PORK_BY_PRICE));
  const unknown = await till.scan({ key: stage.key(), code: "6901234567892" });
  sayRefusal(stage, words.unknownBarcode, unknown);

  scene(stage, "09:10", words.attachMember);
  showSale(stage, answered(await till.attachMember({ key: stage.key(), memberId })));

  scene(stage, "09:11", words.hold);
  const held = answered(await till.hold({ key: stage.key() }));
  await sellToWalkIn(stage);

  scene(stage, "09:15", words.resume);
  answered(await till.resume({ key: stage.key(), saleId: held.saleId }));
  showSale(stage, await scan(stage, TISSUES));
  return await payAsMember(stage, memberId);
}

async function sellToWalkIn(stage: Stage): Promise<void> {
  const { shop, words } = stage;
  const { till } = shop;
  scene(stage, "09:12", words.walkIn);
  await scan(stage, NOODLES, 2);
  showSale(stage, await scan(stage, CIGARETTES));
  const gated = (await scan(stage, CHOCOLATE)).sale.lines.at(-1);
  sayRefusal(stage, words.membersOnly, await till.beginTendering({ key: stage.key() }));
  answered(await till.removeLine({ key: stage.key(), lineId: gated?.lineId ?? "" }));
  await reduceNoodles(stage);
  const view = answered(await till.beginTendering({ key: stage.key() }));
  stage.say(`   ${words.due(amountText(shop, view.payment.due))}`);
  answered(await till.addTender({ key: stage.key(), tender: { kind: "cash", tendered: 10_000 } }));
  const { sale } = answered(await till.complete({ key: stage.key() }));
  showSettled(stage, sale);
}

/** A pack is dented: more than the cashier may give, so the manager is called. */
async function reduceNoodles(stage: Stage): Promise<void> {
  const { shop, words } = stage;
  const discount = { pay: "90%", lineIds: ["1"], reason: words.dented };
  const asked = await shop.till.giveDiscount({ key: stage.key(), discount });
  sayRefusal(stage, words.discountAsked, asked);
  const approvedBy = { operatorId: "chen-jing", role: "manager" };
  stage.say(`   ${words.discountApproved}`);
  showSale(
    stage,
    answered(await shop.till.giveDiscount({ key: stage.key(), discount, approvedBy })),
  );
}

async function payAsMember(stage: Stage, memberId: string): Promise<SettledSale> {
  const { shop, words } = stage;
  const { till } = shop;
  scene(stage, "09:17", words.usePoints);
  const priced = answered(await till.usePoints({ key: stage.key(), points: "max" })).priced;
  if (priced.points !== null) {
    const paid = amountText(shop, priced.points.amount);
    stage.say(`   ${words.points(priced.points.used, paid)}`);
  }

  scene(stage, "09:18", words.pay);
  answered(await till.beginTendering({ key: stage.key() }));
  const view = answered(
    await till.addTender({ key: stage.key(), tender: { kind: "stored-value", amount: 8_800 } }),
  );
  const { remaining, cashDue } = view.payment;
  stage.say(
    `   ${words.cashDue(amountText(shop, cashDue), amountText(shop, remaining - cashDue))}`,
  );
  const notes = Math.ceil(cashDue / 10_000) * 10_000;
  answered(await till.addTender({ key: stage.key(), tender: { kind: "cash", tendered: notes } }));
  const { sale, reasons } = answered(await till.complete({ key: stage.key() }));
  showSettled(stage, sale);
  stage.say(...reasons.map((reason) => `   ${sentence(shop, reason)}`));
  await showBalances(stage, memberId);
  await showPrinted(stage);
  return sale;
}

/** Scans a code, several pieces when `count` is given. */
export async function scan(stage: Stage, code: string, count?: number): Promise<SaleView> {
  const quantity = count === undefined ? {} : { quantity: pieces(count) };
  return answered(await stage.shop.till.scan({ key: stage.key(), code, ...quantity }));
}
