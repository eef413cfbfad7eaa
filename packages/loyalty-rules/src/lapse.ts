import type { AccountId, JournalCommand, Lot } from "@tillwright/ledger";
import type { CurrencyCode } from "@tillwright/values";
import {
  pointsAccount,
  pointsIssuedAccount,
  storedBonusAccount,
  storedBonusIssuedAccount,
} from "./accounts.js";
import { isAlive } from "./lots.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Lets go of what has expired, for each account whose lots show something expired. What was spent stays spent: only what
 * is left of a lot goes.
 *
 * @param lots - lots of the member's accounts of points and bonus, expired ones included, as the journal lists them
 *
 * @example
 * ```ts
 * import { lapseCommands, pointsAccount } from "@tillwright/loyalty-rules";
 *
 * const account = pointsAccount("M1");
 * const lot = { account, lotId: "S1/points", issued: 45, remaining: 20, held: 0, openedAt: 0, source: null };
 * const night = { key: "night", at: 2000 };
 * lapseCommands("M1", "CNY", [{ ...lot, expiresAt: 1000 }], night).length; //=> 1
 * lapseCommands("M1", "CNY", [{ ...lot, expiresAt: 3000 }], night).length; //=> 0
 * ```
 *
 * @public
 */
export function lapseCommands(
  memberId: string,
  currency: CurrencyCode,
  lots: readonly Lot[],
  context: CommandContext,
): readonly JournalCommand[] {
  const pairs: readonly (readonly [AccountId, AccountId, string])[] = [
    [pointsAccount(memberId), pointsIssuedAccount(memberId), "points-lapsed"],
    [
      storedBonusAccount(memberId, currency),
      storedBonusIssuedAccount(memberId, currency),
      "bonus-lapsed",
    ],
  ];
  return pairs.flatMap(([account, to, what]): readonly JournalCommand[] => {
    const expired = lots.filter(
      (lot) =>
        lot.account === account && lot.remaining > lot.held && !isAlive(lot.expiresAt, context.at),
    );
    if (expired.length === 0) return [];
    const key = `${context.key}/${what}`;
    const memo = { kind: what };
    return [{ kind: "lapse", key, entryId: key, at: context.at, account, to, memo }];
  });
}
