import { storedPrincipalAccount, type TopUp, topUp } from "@tillwright/loyalty-rules";
import type { Instant, Reason } from "@tillwright/values";
import { refuse } from "../refusal.js";
import { accountsOf, type Movement, postMoney, receivableOf } from "../sale-postings.js";
import type { Shift, ShiftMovement } from "../shift.js";
import type { Answer, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import { openShiftOf, operatorOf, writeShift } from "./documents.js";
import { memberContext, openAccountsOf } from "./member-context.js";
import { permit } from "./permit.js";
import { openReceivables } from "./settlement.js";
import { amountProblem } from "./shift-commands.js";

type TopUpCommand = Parameters<Till["topUp"]>[0];

interface ToppedUp {
  readonly principal: number;
  readonly bonus: number;
  readonly reasons: readonly Reason[];
}

/** The command that takes a member's money for later. */
export function topUpCommand(desk: Desk): Pick<Till, "topUp"> {
  return { topUp: (command) => inTurn(desk, () => topUpStoredValue(desk, command)) };
}

async function topUpStoredValue(desk: Desk, command: TopUpCommand): Answer<ToppedUp> {
  const { key } = command;
  const done = await once(desk, "topUp", key, bodyOf(command), (at) =>
    decide(desk, command, { key, at }),
  );
  desk.shiftCache.stand = null;
  return done;
}

async function decide(
  desk: Desk,
  command: TopUpCommand,
  when: { readonly key: string; readonly at: Instant },
): Promise<Decision<ToppedUp>> {
  const { programme, config, nextId, store } = desk.parts;
  const { memberId, amount, approvedBy } = command;
  const problem = amountProblem(amount, 1);
  if (problem !== null) return problem;
  if (programme === null) {
    return refuse("cashier.no-programme", "this till has no loyalty programme", {});
  }
  const found = await openShiftOf(desk);
  if (!found.ok) return found;
  const shift = found.value.body;
  const permitted = permit(config.roles, operatorOf(shift), approvedBy, "top-up", amount);
  if (!permitted.ok) return permitted;
  const member = await memberContext(desk, memberId, when.at);
  if (!member.ok) return member;
  const account = storedPrincipalAccount(memberId, config.currency);
  const topUpId = nextId();
  const given = topUp(programme, {
    memberId,
    topUpId,
    paid: amount,
    principalBefore: (await store.journal.balance(account, when.at))?.available ?? 0,
    context: when,
  });
  if (!given.ok) return given;
  const movement = movementOf(command, shift, given.value, topUpId, when.at);
  const { tender: kind, party } = movement;
  const { principal, bonus, reasons } = given.value;
  const { operatorId } = shift;
  const facts = { memberId, topUpId, amount, bonus, approvedBy: permitted.value.approvedBy };
  const movements = [...shift.movements, movement];
  return plan(
    { principal, bonus, reasons },
    {
      documents: [writeShift({ ...shift, movements }, found.value.version)],
      journal: [
        ...(await openAccountsOf(desk, memberId, when)),
        ...(await openReceivables(desk, shift, [{ kind, party }], when)),
        ...given.value.commands,
        ...postMoney(when.key, when.at, topUpMovements(shift, movement), {
          kind: "top-up",
          topUpId,
          memberId,
        }),
      ],
      audit: [{ action: "stored-value.topped-up", operatorId, facts }],
    },
  );
}

type TopUpMovement = Extract<ShiftMovement, { readonly kind: "top-up" }>;

function movementOf(
  { memberId, amount, tender }: TopUpCommand,
  { operatorId }: Shift,
  { bonus }: TopUp,
  movementId: string,
  at: Instant,
): TopUpMovement {
  const money = { movementId, at, operatorId, amount, kind: "top-up", memberId, bonus } as const;
  return tender.kind === "cash"
    ? { ...money, tender: "cash", party: null, reference: null }
    : { ...money, tender: tender.kind, party: tender.kind, reference: tender.reference };
}

/** The money comes in and is owed to the member; the bonus is promised beside the books. */
function topUpMovements(shift: Shift, movement: TopUpMovement): readonly Movement[] {
  const account = accountsOf(shift);
  const { amount, bonus, tender: kind, party } = movement;
  return [
    [kind === "cash" ? account("drawer") : receivableOf(shift, { kind, party }), amount],
    [account("stored-principal"), -amount],
    [account("stored-bonus"), -bonus],
    [account("bonus-promised"), bonus],
  ];
}
