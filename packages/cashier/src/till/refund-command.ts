import type { ReturnPolicy } from "@tillwright/pricing-engine/returns";
import type { Instant, MinorUnits, Outcome } from "@tillwright/values";
import { chooseUnits } from "../choose-units.js";
import { keptBack } from "../keep-back.js";
import type { PaymentAttempt } from "../payment-port.js";
import { returnedGoods } from "../refund-lines.js";
import type { PendingRefund } from "../refund-state.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { SettledSale } from "../settled-sale.js";
import type { Answer, SettledView, Till } from "../till.js";
import { decideRefund, type ReadyRefund } from "./decide-refund.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import {
  openShiftOf,
  operatorOf,
  refundStateOf,
  shiftStands,
  writeAttempt,
  writeRefundState,
} from "./documents.js";
import { judgeReturn } from "./judge-return.js";
import { advanceRefund } from "./pending-refund.js";
import { type Permit, permit } from "./permit.js";
import { isElectronic } from "./refund-tenders.js";

export type RefundCommand = Parameters<Till["refund"]>[0];

/** A refund that was booked, or one that waits for a provider. */
type Begun =
  | { readonly settled: SettledView; readonly refundId: null }
  | { readonly settled: null; readonly refundId: string };

/** The command that pays units of a settled sale back. */
export function refundCommand(desk: Desk): Pick<Till, "refund"> {
  return { refund: (command) => inTurn(desk, () => refundUnits(desk, command, "refund")) };
}

/** Refunds units; a reversal is the same with another permission. */
export async function refundUnits(
  desk: Desk,
  command: RefundCommand,
  verb: "refund" | "reverse-sale",
): Answer<SettledView> {
  let isNew = false;
  const begun = await once(desk, verb, command.key, bodyOf(command), async (at) => {
    isNew = true;
    return begin(desk, command, verb, at);
  });
  if (!begun.ok) return begun;
  if (begun.value.settled !== null) return { ok: true, value: begun.value.settled };
  return advanceRefund(desk, command.saleId, begun.value.refundId, isNew);
}

async function begin(
  desk: Desk,
  command: RefundCommand,
  verb: "refund" | "reverse-sale",
  at: Instant,
): Promise<Decision<Begun>> {
  const ready = await prepare(desk, command, verb);
  if (!ready.ok) return ready;
  const attempts = providerAttempts(desk, ready.value, at);
  // Decided in any case: what would be refused afterwards must be refused before a provider moves money.
  const decided = await decideRefund(desk, ready.value, { key: command.key, at });
  if (!decided.ok) return decided;
  if (attempts.length > 0) return waitForProvider(ready.value, attempts);
  const { finish, ...rest } = decided.value;
  return {
    ok: true,
    value: {
      ...rest,
      finish: (sequence) => {
        const finished = finish(sequence);
        return { ...finished, value: { settled: finished.value, refundId: null } };
      },
    },
  };
}

/** Everything that is checked before any money moves. */
async function prepare(
  desk: Desk,
  command: RefundCommand,
  verb: "refund" | "reverse-sale",
): Promise<Outcome<ReadyRefund, CashierRefusal>> {
  const { saleId, lines, payBack = "as-paid", reason, approvedBy } = command;
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  const sale = await desk.parts.store.sale(desk.owner, saleId);
  if (sale === null || sale.kind !== "sale") {
    return refuse("cashier.sale-unknown", `there is no settled sale ${saleId}`, { saleId });
  }
  const state = await refundStateOf(desk, saleId);
  if (state.body.pending !== null) {
    const { refundId } = state.body.pending;
    return refuse("cashier.refund-in-progress", `refund ${refundId} of ${saleId} is not settled`, {
      saleId,
      refundId,
    });
  }
  const units = chooseUnits(sale, state.body, lines);
  if (!units.ok) return units;
  const policy = policyOf(desk, command, verb);
  const judged = await judgeReturn(desk, sale, state.body, units.value, policy);
  if (!judged.ok) return judged;
  const { due } = returnedGoods(sale, units.value).totals;
  const own = policy.name === configuredPolicy(desk) || verb === "reverse-sale";
  const wanted = { verb, due, payBack, approvedBy, own };
  const permitted = permitRefund(desk, shift.value.body, sale, wanted);
  if (!permitted.ok) return permitted;
  return {
    ok: true,
    value: {
      sale,
      state,
      shift: shift.value,
      refundId: desk.parts.nextId(),
      units: units.value,
      payBack,
      outcomes: new Map(),
      judged: judged.value,
      reason,
      ...permitted.value,
    },
  };
}

function configuredPolicy(desk: Desk): ReturnPolicy {
  return desk.parts.config.returnPolicy ?? "claw-back-gift";
}

/** A reversal takes everything back as it was paid. */
function policyOf(
  desk: Desk,
  { policy }: RefundCommand,
  verb: "refund" | "reverse-sale",
): { readonly name: ReturnPolicy; readonly asked: boolean } {
  if (verb === "reverse-sale") return { name: "proportional", asked: false };
  return { name: policy ?? configuredPolicy(desk), asked: policy !== undefined };
}

function permitRefund(
  desk: Desk,
  shift: Parameters<typeof operatorOf>[0],
  sale: SettledSale,
  asked: {
    readonly verb: "refund" | "reverse-sale";
    readonly due: MinorUnits;
    readonly payBack: "as-paid" | "cash";
    readonly approvedBy: RefundCommand["approvedBy"];
    /** Whether the policy is the one that the shop has chosen. */
    readonly own: boolean;
  },
): Outcome<Permit, CashierRefusal> {
  const { roles } = desk.parts.config;
  const { verb, due, payBack, approvedBy } = asked;
  const operator = operatorOf(shift);
  const permitted = permit(roles, operator, approvedBy, verb, due);
  if (!permitted.ok) return permitted;
  if (!asked.own) {
    const other = permit(roles, operator, approvedBy, "return-policy", due);
    if (!other.ok) return other;
  }
  if (payBack === "as-paid" || !sale.tenders.some(isElectronic)) return permitted;
  return permit(roles, operator, approvedBy, "refund-in-cash", due);
}

/** The attempts that pay the electronic parts back through the provider that took them. */
function providerAttempts(desk: Desk, ready: ReadyRefund, at: Instant): readonly PaymentAttempt[] {
  const { sale, state, units, payBack } = ready;
  const { payments, nextId, config } = desk.parts;
  if (payments === null || payBack === "cash") return [];
  const { shares } = keptBack(sale, state.body, returnedGoods(sale, units), ready.judged);
  return sale.tenders
    .filter((tender) => isElectronic(tender) && tender.party === payments.party)
    .flatMap((tender): readonly PaymentAttempt[] => {
      const amount = shares.get(tender.tenderId) ?? 0;
      if (amount === 0) return [];
      return [
        {
          version: 1,
          attemptId: nextId(),
          direction: "pay-back",
          purpose: "refund",
          saleId: sale.saleId,
          tenderId: tender.tenderId,
          tillId: config.tillId,
          operatorId: ready.operatorId,
          kind: tender.kind === "qr" ? "qr" : "card",
          amount,
          startedAt: at,
          state: "unknown",
          charged: tender.reference,
          reference: null,
          declinedBecause: null,
        },
      ];
    });
}

/** First it is durable that money is about to go back; then the provider is asked. */
function waitForProvider(ready: ReadyRefund, attempts: readonly PaymentAttempt[]): Decision<Begun> {
  const { refundId, units, payBack, reason, operatorId, approvedBy, state, judged } = ready;
  const pending: PendingRefund = {
    refundId,
    units,
    payBack,
    reason,
    operatorId,
    approvedBy,
    judged,
    attempts: Object.fromEntries(attempts.map((each) => [each.tenderId, each.attemptId])),
  };
  return plan<Begun>(
    { settled: null, refundId },
    {
      unchanged: shiftStands(ready.shift),
      documents: [
        writeRefundState({ ...state.body, pending }, state.version),
        ...attempts.map((attempt) => writeAttempt(attempt, null)),
      ],
    },
  );
}
