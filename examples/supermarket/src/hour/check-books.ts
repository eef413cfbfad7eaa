import { verifyAuditChain } from "@tillwright/cashier";
import { amountText } from "../terminal/sale-lines.js";
import { CURRENCY } from "../wiring/open-shop.js";
import { type Stage, scene } from "./stage.js";

/** Recomputes the journal, sums every asset, and follows the audit chain; answers whether all of it is right. */
export async function checkBooks(stage: Stage): Promise<boolean> {
  const { shop, words } = stage;
  const { tillStore } = shop;
  scene(stage, "10:01", words.doctor);
  let right = true;
  const wrong = (what: string) => {
    right = false;
    stage.say(`   ${words.wrong(what)}`);
  };

  const audit = await tillStore.journal.audit();
  if (audit.finding === null) stage.say(`   ${words.journal(audit.entries, audit.accounts)}`);
  else wrong(audit.finding.message);

  const { sums } = await tillStore.journal.trialBalance(null);
  for (const { asset, sum } of sums) {
    const text = words.trial(asset, asset === CURRENCY ? amountText(shop, sum) : String(sum));
    if (sum === 0) stage.say(`   ${text}`);
    else wrong(text);
  }

  const entries = [];
  for await (const entry of tillStore.auditEntries(shop.owner, "till-1")) entries.push(entry);
  const broken = verifyAuditChain(entries);
  if (broken === null) stage.say(`   ${words.chain(entries.length)}`);
  else wrong(`audit entry ${broken.number}: ${broken.problem}`);
  return right;
}
