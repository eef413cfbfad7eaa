import type { Outcome } from "@tillwright/values";
import { appendEntry } from "./append-entry.js";
import { checkPostings } from "./check-postings.js";
import { checkPartsSum } from "./choose-lots.js";
import type { Draft } from "./draft.js";
import type { Entry, LotMove, Posting, PostingRequest } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { SettleCommand } from "./journal-command.js";
import { applyFigures, movedFigures } from "./limits.js";
import { moveLot } from "./move-lot.js";
import { refusal } from "./refusal.js";
import { freeReserved, openHold, releaseExpired } from "./release-hold.js";

interface Settlement {
  readonly postings: readonly Posting[];
  readonly lotMoves: readonly LotMove[];
}

/**
 * Turns a hold into a movement. What it reserved cannot have been spent and its lots not have lapsed, so no limit can be
 * passed; a lot that it opens or gives back into is checked again.
 */
export function settleHold(draft: Draft, command: SettleCommand): LedgerRefusal | null {
  const { entryId, key, at, memo } = command;
  const found = openHold(draft, command.hold);
  if (!found.ok) return found.refusal;
  const hold = found.value;
  if (hold.expiresAt !== null && hold.expiresAt <= at) {
    const message = `hold ${hold.entryId} has expired`;
    const facts = { hold: hold.entryId, expiresAt: hold.expiresAt, at };
    return refusal("ledger.hold-expired", message, facts);
  }
  const planned = planSettlement(draft, hold, command.postings);
  if (!planned.ok) return planned.refusal;
  const { postings, lotMoves } = planned.value;
  releaseExpired(draft, hold.postings, at, hold.entryId);
  freeReserved(draft, hold);
  const position = draft.position();
  for (const [line, move] of lotMoves.entries()) {
    const problem = moveLot(draft, move, { at, position, line });
    if (problem !== null) return problem;
  }
  applyFigures(draft, movedFigures(postings));
  const head = { entryId, key, at, memo };
  const refersTo = hold.entryId;
  appendEntry(draft, { ...head, kind: "settle", postings, lotMoves, refersTo, expiresAt: null });
  return null;
}

function planSettlement(
  draft: Draft,
  hold: Entry,
  requests: readonly PostingRequest[] | null,
): Outcome<Settlement, LedgerRefusal> {
  if (requests === null) return { ok: true, value: hold };
  const checked = checkPostings(draft, requests);
  if (!checked.ok) return checked;
  const exceeded = checkWithinHold(hold, requests);
  if (exceeded !== null) return { ok: false, refusal: exceeded };
  const reserved = hold.lotMoves.map((move) => ({ move, left: Math.abs(move.amount) }));
  const lotMoves: LotMove[] = [];
  for (const { account, request } of checked.value) {
    const problem = checkSettledLots(account.lots !== null, request);
    if (problem !== null) return { ok: false, refusal: problem };
    const moves = account.lots === null ? [] : reservedMoves(hold, reserved, request);
    if (!Array.isArray(moves)) return { ok: false, refusal: moves };
    lotMoves.push(...moves);
  }
  return { ok: true, value: { postings: requests, lotMoves } };
}

/** The sums for each account and direction stay within what the hold reserves. */
function checkWithinHold(hold: Entry, requests: readonly PostingRequest[]): LedgerRefusal | null {
  for (const { account, amount } of requests) {
    const sameWay = (posting: Posting) =>
      posting.account === account && posting.amount > 0 === amount > 0;
    const held = sumAbsolute(hold.postings.filter(sameWay));
    const wanted = sumAbsolute(requests.filter(sameWay));
    if (wanted > held) return exceeds(hold, account, null, wanted, held);
  }
  return null;
}

function sumAbsolute(postings: readonly Posting[]): number {
  return postings.reduce((sum, posting) => sum + Math.abs(posting.amount), 0);
}

function exceeds(
  hold: Entry,
  account: string,
  lotId: string | null,
  wanted: number,
  held: number,
): LedgerRefusal {
  const where = lotId === null ? account : `lot ${lotId} of ${account}`;
  return refusal(
    "ledger.settle-exceeds-hold",
    `hold ${hold.entryId} reserves ${held} on ${where}, not ${wanted}`,
    { hold: hold.entryId, account, lotId, wanted, held },
  );
}

/** The hold says which lots there are: a settlement may name parts of them, but no new one. */
function checkSettledLots(inLots: boolean, request: PostingRequest): LedgerRefusal | null {
  const { account, newLot, lotParts } = request;
  if (newLot !== undefined || (!inLots && lotParts !== undefined)) {
    const message = `settling on ${account} names a lot that the hold does not have`;
    return refusal("ledger.lot-not-allowed", message, { account });
  }
  return lotParts === undefined ? null : checkPartsSum(request, lotParts);
}

/** Takes the request's parts, or its amount in the hold's own order, off what the hold reserves in lots. */
function reservedMoves(
  hold: Entry,
  reserved: readonly { readonly move: LotMove; left: number }[],
  { account, amount, lotParts }: PostingRequest,
): LotMove[] | LedgerRefusal {
  const sign = amount > 0 ? 1 : -1;
  const mine = reserved.filter(
    ({ move }) => move.account === account && move.amount > 0 === amount > 0,
  );
  const moves: LotMove[] = [];
  for (const part of lotParts ?? [{ lotId: null, amount: Math.abs(amount) }]) {
    let missing = part.amount;
    for (const slot of mine) {
      const taken = part.lotId === null || slot.move.lotId === part.lotId;
      const some = taken ? Math.min(missing, slot.left) : 0;
      if (some === 0) continue;
      slot.left -= some;
      missing -= some;
      moves.push({ ...slot.move, amount: some * sign });
    }
    if (missing > 0) {
      return exceeds(hold, account, part.lotId, part.amount, part.amount - missing);
    }
  }
  return moves;
}
