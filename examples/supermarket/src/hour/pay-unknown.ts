import { answered } from "../wiring/answers.js";
import { scan } from "./sell-to-member.js";
import { type Stage, scene, showSettled } from "./stage.js";

const EGGS = "6900000000069";

/** A payment by phone whose answer is lost: nothing goes on until a query knows. */
export async function payUnknown(stage: Stage): Promise<void> {
  const { shop, words, payments } = stage;
  const { till } = shop;
  scene(stage, "09:25", words.qr);
  await scan(stage, EGGS);
  answered(await till.beginTendering({ key: stage.key() }));
  payments.loseNextAnswer();
  const code = "134700000000000000";
  const view = answered(await till.addTender({ key: stage.key(), tender: { kind: "qr", code } }));
  if (view.outcome !== "unknown") throw new Error(`expected an unknown payment: ${view.outcome}`);
  stage.say(`   ${words.unknown}`);
  answered(await till.settlePayments({ key: stage.key() }));
  stage.say(`   ${words.queried}`);
  const { sale } = answered(await till.complete({ key: stage.key() }));
  showSettled(stage, sale);
}
