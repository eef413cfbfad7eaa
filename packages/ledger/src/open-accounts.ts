import type { Account } from "./account.js";
import type { Draft } from "./draft.js";
import type { LedgerRefusal } from "./journal.js";
import { refusal } from "./refusal.js";

/** Opens the accounts that are not open; one that is open must have been opened with the same terms. */
export function openAccounts(draft: Draft, accounts: readonly Account[]): LedgerRefusal | null {
  draft.prefetch?.(accounts.map((account) => account.accountId));
  for (const wanted of accounts) {
    const problem = checkLimits(wanted);
    if (problem !== null) return problem;
    const open = draft.account(wanted.accountId);
    const field = open === null ? null : differingField(open, wanted);
    if (open === null) draft.openAccount(termsOf(wanted));
    else if (field !== null) {
      return refusal(
        "ledger.account-differs",
        `account ${wanted.accountId} is open with another ${field}: ${open[field]}, not ${wanted[field]}`,
        { account: wanted.accountId, field, open: open[field], wanted: wanted[field] },
      );
    }
  }
  return null;
}

/** An account begins with nothing, so its limits must admit nothing. */
function checkLimits({ accountId, floor, ceiling }: Account): LedgerRefusal | null {
  const floorFits = floor === null || (Number.isSafeInteger(floor) && floor <= 0);
  const ceilingFits = ceiling === null || (Number.isSafeInteger(ceiling) && ceiling >= 0);
  if (floorFits && ceilingFits) return null;
  return refusal(
    "ledger.limits-invalid",
    `account ${accountId}: a floor is a whole number of 0 or less, a ceiling of 0 or more`,
    { account: accountId, field: floorFits ? "ceiling" : "floor" },
  );
}

function differingField(open: Account, wanted: Account): keyof Account | null {
  const fields = ["owner", "asset", "floor", "ceiling", "lots"] as const;
  return fields.find((field) => open[field] !== wanted[field]) ?? null;
}

function termsOf({ accountId, owner, asset, floor, ceiling, lots }: Account): Account {
  return Object.freeze({ accountId, owner, asset, floor, ceiling, lots });
}
