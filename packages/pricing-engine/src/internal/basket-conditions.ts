import { isWithin, isWithinDaily, type MinorUnits } from "@tillwright/values";
import type { AtLeastAtMost, BirthdayCondition, Condition } from "../condition.js";
import type { BasketConditionKind } from "../condition-kind.js";
import type { BasketTest, RunningGoods } from "../effect.js";
import type { TermReader } from "../term-reader.js";
import { isBirthday } from "./birthday.js";
import { compileCondition } from "./compile-condition.js";
import { asList } from "./term-reader.js";
import { sum } from "./whole-numbers.js";

export type BasketKinds = ReadonlyMap<string, BasketConditionKind>;

export const basketConditionKinds: readonly BasketConditionKind[] = [
  {
    key: "member",
    compile:
      (value) =>
      ({ basket }) =>
        (basket.member !== null) === (value === "any"),
  },
  oneOf("tier", (moment) => moment.basket.member?.tier ?? null),
  {
    key: "memberTag",
    compile: (value) => {
      const wanted = new Set(asList(value as string));
      return ({ basket }) => basket.member?.tags.some((tag) => wanted.has(tag)) === true;
    },
  },
  oneOf("weekday", (moment) => moment.localTime().weekday),
  oneOf("dayOfMonth", (moment) => Number(moment.localTime().date.slice(8))),
  {
    key: "daily",
    compile: (value) => {
      const window = value as { readonly from: string; readonly until: string };
      return ({ basket }) => isWithinDaily(window, basket.at, basket.zone);
    },
  },
  {
    key: "dates",
    compile: (value) => {
      const days = value as Days;
      return (moment) => isWithinDays(moment.localTime().date, days);
    },
  },
  {
    key: "joinedOn",
    compile: (value) => {
      const days = value as Days;
      return ({ basket }) => {
        const joinedOn = basket.member?.joinedOn ?? null;
        return joinedOn !== null && isWithinDays(joinedOn, days);
      };
    },
  },
  {
    key: "window",
    compile: (value, reader) => {
      const { from, until } = value as { readonly from?: string; readonly until?: string };
      const window = {
        from: from === undefined ? null : reader.instant(from),
        until: until === undefined ? null : reader.instant(until),
      };
      return ({ basket }) => isWithin(window, basket.at);
    },
  },
  oneOf("tender", (moment) => moment.basket.tender ?? null),
  oneOf("channel", (moment) => moment.basket.channel),
  oneOf("store", (moment) => moment.basket.storeId),
  {
    key: "birthday",
    compile: (value) => (moment) => {
      const birthday = moment.basket.member?.birthday ?? null;
      return (
        birthday !== null &&
        isBirthday(birthday, moment.localTime().date, value as BirthdayCondition)
      );
    },
  },
  {
    key: "purchases",
    compile: (value) => {
      const range = value as AtLeastAtMost<number>;
      return ({ basket }) => basket.member !== null && within(range, basket.member.purchases);
    },
  },
  {
    key: "quantity",
    compile: (value) => {
      const range = value as AtLeastAtMost<number>;
      return (_moment, joined) => within(range, piecesOf(joined));
    },
  },
  {
    key: "amount",
    compile: (value, reader) => {
      const { atLeast, atMost } = value as AtLeastAtMost<string>;
      const range: AtLeastAtMost<MinorUnits> = {
        ...(atLeast === undefined ? {} : { atLeast: reader.money(atLeast) }),
        ...(atMost === undefined ? {} : { atMost: reader.money(atMost) }),
      };
      return (_moment, joined) => within(range, dealOf(joined));
    },
  },
];

function oneOf(
  key: string,
  seen: (moment: Parameters<BasketTest>[0]) => string | number | null,
): BasketConditionKind {
  return {
    key,
    compile: (value) => {
      const wanted = new Set(asList(value as string | number));
      return (moment) => {
        const one = seen(moment);
        return one !== null && wanted.has(one);
      };
    },
  };
}

interface Days {
  readonly from?: string;
  readonly through?: string;
}

function isWithinDays(day: string, { from, through }: Days): boolean {
  return (from ?? day) <= day && day <= (through ?? day);
}

function within({ atLeast, atMost }: AtLeastAtMost<number>, value: number): boolean {
  return (atLeast ?? value) <= value && value <= (atMost ?? value);
}

export function piecesOf(cells: readonly RunningGoods[]): number {
  return sum(cells.map(({ pieces }) => pieces));
}

export function dealOf(cells: readonly RunningGoods[]): MinorUnits {
  return sum(cells.map(({ deal }) => deal));
}

/** The test of a whole condition on the basket. */
export function compileBasketTest(
  condition: Condition,
  kinds: BasketKinds,
  reader: TermReader,
): BasketTest {
  return compileCondition<BasketTest>(condition, (key, value) => {
    const kind = kinds.get(key) ?? reader.fail(`${key} is not a condition on the basket`);
    return kind.compile(value, reader);
  });
}
