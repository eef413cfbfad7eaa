import { amountText } from "../terminal/sale-lines.js";
import { answered } from "../wiring/answers.js";
import { type Stage, scene, showPrinted } from "./stage.js";

/** Cash to the safe, a blind count that is two yuan short, and the Z report with its proof. */
export async function closeTheShift(stage: Stage): Promise<void> {
  const { shop, words } = stage;
  const { till } = shop;
  scene(stage, "09:55", words.drop(amountText(shop, 30_000)));
  answered(await till.drop({ key: stage.key(), amount: 30_000, reason: "safe" }));

  const { cash } = answered(await till.xReport());
  const counted = cash.expected - 200;
  scene(stage, "10:00", words.count(amountText(shop, counted)));
  const z = answered(await till.closeShift({ key: stage.key(), counted }));
  const expected = amountText(shop, z.cash.expected);
  stage.say(`   ${words.closed(expected, amountText(shop, z.cash.difference ?? 0))}`);
  stage.say(`   ${words.zReport(z.number ?? "")}`);
  await showPrinted(stage);
}
