import { join } from "node:path";
import { createUuidV7, seededRandom } from "@tillwright/values";
import type { Start } from "../start.js";
import { amountText } from "../terminal/sale-lines.js";
import { answered } from "../wiring/answers.js";
import { openShop } from "../wiring/open-shop.js";
import { simulatedPayments } from "../wiring/simulated-payments.js";
import { checkBooks } from "./check-books.js";
import { closeTheShift } from "./close-the-shift.js";
import { joinAndTopUp } from "./join-and-top-up.js";
import { payUnknown } from "./pay-unknown.js";
import { returnGoods } from "./return-goods.js";
import { scriptedClock } from "./scripted-clock.js";
import { sellToMember } from "./sell-to-member.js";
import { type Stage, scene } from "./stage.js";
import { hourWords } from "./words.js";

/** Plays the scripted hour into an empty shop; answers 0 when the books are right at its end, 1 when they are not. */
export async function runHour(start: Start): Promise<number> {
  const directory = join(start.directory, "hour");
  const clock = scriptedClock();
  const payments = simulatedPayments();
  const words = hourWords(start.language);
  // The script is the same each time, so it begins with an empty shop each time.
  const shop = await openShop({
    directory,
    again: true,
    language: start.language,
    clock,
    // The same script gives the same ids, and so the same output, each time.
    nextId: createUuidV7(clock, seededRandom(1)),
    payments,
  });
  let keys = 0;
  const stage: Stage = {
    shop,
    payments,
    clock,
    words,
    receipts: join(directory, "receipts"),
    key: () => {
      keys += 1;
      return `hour-${keys}`;
    },
    say: (...lines) => {
      process.stdout.write(`${lines.join("\n")}\n`);
    },
  };
  try {
    stage.say(words.title, words.intro);
    const float = 50_000;
    scene(stage, "09:00", words.openShift(amountText(shop, float)));
    answered(await shop.till.openShift({ key: stage.key(), ...LI_MEI, float }));
    const memberId = await joinAndTopUp(stage);
    const sale = await sellToMember(stage, memberId);
    await payUnknown(stage);
    await returnGoods(stage, sale, memberId);
    await closeTheShift(stage);
    const right = await checkBooks(stage);
    stage.say("", ...words.next);
    return right ? 0 : 1;
  } finally {
    shop.close();
  }
}

const LI_MEI = { operatorId: "li-mei", role: "cashier" };
