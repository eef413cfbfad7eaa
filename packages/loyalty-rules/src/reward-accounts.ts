import type { Account, AccountId } from "@tillwright/ledger";
import { memberOwner } from "./accounts.js";

/**
 * The gifts of a kind that are left to give; it never goes below zero, whatever tills do at once.
 *
 * @example
 * ```ts
 * import { rewardStockAccount } from "@tillwright/loyalty-rules";
 *
 * rewardStockAccount("cup"); //=> "reward:cup/stock"
 * ```
 *
 * @public
 */
export function rewardStockAccount(reward: string): AccountId {
  return `reward:${reward}/stock`;
}

/**
 * The other side of the stock: below zero by what was put there and has not been given.
 *
 * @example
 * ```ts
 * import { rewardPlacedAccount } from "@tillwright/loyalty-rules";
 *
 * rewardPlacedAccount("cup"); //=> "reward:cup/placed"
 * ```
 *
 * @public
 */
export function rewardPlacedAccount(reward: string): AccountId {
  return `reward:${reward}/placed`;
}

/**
 * The gifts of a kind that a member has, each a lot of one.
 *
 * @example
 * ```ts
 * import { rewardAccount } from "@tillwright/loyalty-rules";
 *
 * rewardAccount("M1", "cup"); //=> "member:M1/reward:cup"
 * ```
 *
 * @public
 */
export function rewardAccount(memberId: string, reward: string): AccountId {
  return `member:${memberId}/reward:${reward}`;
}

/**
 * Below zero by the gifts of a kind that a member ever had, returned ones included.
 *
 * @example
 * ```ts
 * import { rewardGivenAccount } from "@tillwright/loyalty-rules";
 *
 * rewardGivenAccount("M1", "cup"); //=> "member:M1/reward-given:cup"
 * ```
 *
 * @public
 */
export function rewardGivenAccount(memberId: string, reward: string): AccountId {
  return `member:${memberId}/reward-given:${reward}`;
}

/** The gifts of a kind that a member brought back. */
export function rewardReturnedAccount(memberId: string, reward: string): AccountId {
  return `member:${memberId}/reward-returned:${reward}`;
}

const plain = { ceiling: null, lots: null } as const;

/** The accounts of a member for gifts of a kind. */
export function memberRewardAccounts(memberId: string, reward: string): readonly Account[] {
  const shared = { owner: memberOwner(memberId), asset: `reward:${reward}` };
  const held = { ...shared, floor: 0, ceiling: null, lots: "earliest-expiry" } as const;
  return [
    { accountId: rewardAccount(memberId, reward), ...held },
    { accountId: rewardGivenAccount(memberId, reward), ...shared, ...plain, floor: null },
    { accountId: rewardReturnedAccount(memberId, reward), ...shared, ...plain, floor: 0 },
  ];
}

/** The accounts of the gifts of a kind that are left. */
export function stockAccounts(reward: string): readonly Account[] {
  const shared = { owner: `reward:${reward}`, asset: `reward-stock:${reward}` };
  return [
    { accountId: rewardStockAccount(reward), ...shared, ...plain, floor: 0 },
    { accountId: rewardPlacedAccount(reward), ...shared, ...plain, floor: null },
  ];
}
