import {
  holdTier,
  type Member,
  parseRegistration,
  type Registration,
  registerMember,
} from "@tillwright/core-members";
import { joinGift, tierOf } from "@tillwright/loyalty-rules";
import type { Instant, Issue, Json, Outcome } from "@tillwright/values";
import { changeSale } from "../change-sale.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Answer, Till } from "../till.js";
import { type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import { findSale, openShiftOf, writeSale } from "./documents.js";
import { openAccountsOf } from "./member-context.js";

type Registered = { readonly memberId: string };

/** What the first step keeps, so that a repeat makes the very same member. */
type Reserved = Registered & { readonly at: Instant; readonly operatorId: string };

/** The command that makes a member. */
export function memberCommands(desk: Desk): Pick<Till, "registerMember"> {
  return { registerMember: (command) => inTurn(desk, () => register(desk, command)) };
}

/**
 * Members are kept elsewhere than the till's commits. So the id is reserved under the key first, then the member is stored,
 * then accounts and join gift are booked: a repeat of the command takes up where it stopped.
 */
async function register(
  desk: Desk,
  command: Parameters<Till["registerMember"]>[0],
): Answer<Registered> {
  const { key } = command;
  const parsed = parseRegistration(command.registration);
  if (!parsed.ok) {
    return refuse("cashier.registration-invalid", "the registration has problems", {
      issues: parsed.issues.map(issueJson),
      count: parsed.issues.length,
    });
  }
  // Personal data stays out of the hash of the command: the hash of a phone number gives the number away.
  const reserved = await once(desk, "registerMember", key, {}, () => reserve(desk, parsed.value));
  if (!reserved.ok) return reserved;
  const stored = await store(desk, key, parsed.value, reserved.value);
  if (!stored.ok) return stored;
  const { memberId } = reserved.value;
  return once(desk, "welcome", `${key}/welcome`, { memberId }, (at) =>
    welcome(desk, reserved.value, { key: `${key}/welcome`, at }),
  );
}

function issueJson({ code, path, message }: Issue): Json {
  return { code, path, message };
}

async function reserve(desk: Desk, registration: Registration): Promise<Decision<Reserved>> {
  const { members, nextId, clock } = desk.parts;
  if (members === null) {
    return refuse("cashier.no-members", "this till is not connected to members", {});
  }
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  const holder = await members.byPhone(registration.phone);
  if (holder !== null) {
    const { memberId } = holder;
    const message = `member ${memberId} has this phone`;
    return {
      ok: false,
      refusal: { code: "core-members.phone-taken", message, facts: { memberId } },
    };
  }
  const { operatorId } = shift.value.body;
  return plan({ memberId: nextId(), at: clock.now(), operatorId }, {});
}

async function store(
  desk: Desk,
  key: string,
  registration: Registration,
  { memberId, at, operatorId }: Reserved,
): Promise<Outcome<Member, CashierRefusal>> {
  const { members, config } = desk.parts;
  const { storeId, zone } = config;
  const known = (await members?.byId(memberId)) ?? null;
  if (known !== null && (known.phone === null || known.phone === registration.phone)) {
    return { ok: true, value: known };
  }
  if (known !== null || members === null) {
    return refuse("cashier.key-reused", "registerMember: the key registered another member", {
      key,
    });
  }
  const recruited = { storeId, operatorId };
  const member = registerMember(registration, { memberId, at, zone, recruited });
  return members.insert(withFirstTier(desk, member, at));
}

function withFirstTier(desk: Desk, member: Member, at: Instant): Member {
  const { programme } = desk.parts;
  const tier = programme === null ? null : tierOf(programme, { spend: 0, visits: 0, points: 0 });
  return tier === null ? member : holdTier(member, { tier: tier.id, since: at, until: null });
}

async function welcome(
  desk: Desk,
  { memberId, operatorId }: Reserved,
  when: { readonly key: string; readonly at: Instant },
): Promise<Decision<Registered>> {
  const { programme } = desk.parts;
  const gift = programme === null ? null : joinGift(programme, memberId, when);
  const sale = await findSale(desk);
  const joined =
    sale === null || sale.body.memberId !== null
      ? null
      : changeSale(sale.body, { type: "attach-member", memberId });
  return plan(
    { memberId },
    {
      documents:
        sale !== null && joined?.ok === true ? [writeSale(joined.value, sale.version)] : [],
      journal: [...(await openAccountsOf(desk, memberId, when)), ...(gift?.commands ?? [])],
      audit: [{ action: "member.registered", operatorId, facts: { memberId } }],
    },
  );
}
