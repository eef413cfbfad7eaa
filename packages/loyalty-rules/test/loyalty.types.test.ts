import {
  earnPoints,
  type Programme,
  type SaleEvent,
  type SpentLot,
  topUp,
} from "@tillwright/loyalty-rules";
import type { Json, MemberFacts } from "@tillwright/values";
import { expect, test } from "vitest";

test("what must not compile does not", () => {
  const rewrite = (programme: Programme) => {
    // @ts-expect-error a programme is not changed in place: its hash names it
    programme.currency = "USD";
  };
  const forget = (programme: Programme, sale: SaleEvent) => {
    // @ts-expect-error earning needs to know what the member owes
    earnPoints(programme, sale, {
      memberId: "M1",
      tier: null,
      tags: [],
      birthday: null,
      joinedOn: null,
    });
  };
  const hope = (programme: Programme) => {
    const context = { key: "T", at: 0 };
    const charged = topUp(programme, {
      memberId: "M1",
      topUpId: "T",
      paid: 1,
      principalBefore: 0,
      context,
    });
    // @ts-expect-error a top-up may be refused: look before you take the bonus
    return charged.value.bonus;
  };
  const leak = (programme: Programme, sale: SaleEvent, facts: MemberFacts) => {
    // @ts-expect-error what pricing knows of a member is not what loyalty needs
    earnPoints(programme, sale, facts);
  };
  const keep = (spent: SpentLot): Json => spent;
  expect([rewrite, forget, hope, leak, keep]).toHaveLength(5);
});
