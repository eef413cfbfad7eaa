import { maskPhone } from "@tillwright/core-members";
import { amountText } from "../terminal/sale-lines.js";
import { answered } from "../wiring/answers.js";
import { type Stage, sayRefusal, scene, showBalances } from "./stage.js";

const PHONE = "138 0000 5678";

/** A customer joins by phone and name, once, and tops up stored value. Answers the member's id. */
export async function joinAndTopUp(stage: Stage): Promise<string> {
  const { shop, words } = stage;
  const { till } = shop;
  scene(stage, "09:03", words.register);
  const registration = { phone: PHONE, name: words.memberName };
  const { memberId } = answered(await till.registerMember({ key: stage.key(), registration }));
  stage.say(`   ${words.registered(maskPhone(PHONE), memberId.slice(-8))}`);
  sayRefusal(stage, words.again, await till.registerMember({ key: stage.key(), registration }));

  scene(stage, "09:05", words.topUp);
  const topUp = answered(
    await till.topUp({ key: stage.key(), memberId, amount: 20_000, tender: { kind: "cash" } }),
  );
  stage.say(
    `   ${words.toppedUp(amountText(shop, topUp.principal), amountText(shop, topUp.bonus))}`,
  );
  await showBalances(stage, memberId);
  return memberId;
}
