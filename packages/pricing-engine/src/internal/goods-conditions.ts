import type { BasketLine } from "../basket.js";
import type { AtLeastAtMost, Condition } from "../condition.js";
import type { Facet, FacetKey, GoodsConditionKind } from "../condition-kind.js";
import type { GoodsTest } from "../effect.js";
import type { TermReader } from "../term-reader.js";
import { compileCondition } from "./compile-condition.js";
import { minorDigits } from "./minor-digits.js";
import { asList } from "./term-reader.js";

export const goodsConditionKinds: readonly GoodsConditionKind[] = [
  facetKind("product", (line, wanted) => wanted.has(line.productId)),
  facetKind("department", (line, wanted) => wanted.has(line.department)),
  facetKind("category", (line, wanted) => line.categories.some((one) => wanted.has(one))),
  facetKind("brand", (line, wanted) => line.brand !== null && wanted.has(line.brand)),
  facetKind("tag", (line, wanted) => line.tags.some((one) => wanted.has(one))),
  {
    key: "price",
    compile: (value, reader) => {
      const { atLeast, atMost } = value as AtLeastAtMost<string>;
      const microsPerMinor = 10n ** BigInt(6 - minorDigits(reader.currency));
      const least = atLeast === undefined ? null : BigInt(reader.money(atLeast)) * microsPerMinor;
      const most = atMost === undefined ? null : BigInt(reader.money(atMost)) * microsPerMinor;
      return (line) => {
        const price = pricePerPieces(line, microsPerMinor);
        if (price === null) return false;
        const { micros, per } = price;
        return (least === null || micros >= least * per) && (most === null || micros <= most * per);
      };
    },
  },
  {
    key: "attribute",
    compile: (value) => {
      const { name, is } = value as { readonly name: string; readonly is: unknown };
      const wanted = new Set(asList(is));
      return ({ attributes }) =>
        attributes !== undefined && Object.hasOwn(attributes, name) && wanted.has(attributes[name]);
    },
  },
];

/** The shelf price of some pieces, exactly; a line that came with an amount has its share of it. */
function pricePerPieces(
  { price, quantity }: BasketLine,
  microsPerMinor: bigint,
): { readonly micros: bigint; readonly per: bigint } | null {
  if (quantity.kind !== "pieces") return null;
  return price.unit === undefined
    ? { micros: BigInt(price.amount) * microsPerMinor, per: BigInt(quantity.count) }
    : { micros: BigInt(price.unit.micros), per: BigInt(price.unit.per) };
}

function facetKind(
  facet: Facet,
  test: (line: BasketLine, wanted: ReadonlySet<string>) => boolean,
): GoodsConditionKind {
  return {
    key: facet,
    keys: (value) => asList(value as string).map((one) => ({ facet, value: one })),
    compile: (value) => {
      const wanted = new Set(asList(value as string));
      return (line) => test(line, wanted);
    },
  };
}

export type GoodsKinds = ReadonlyMap<string, GoodsConditionKind>;

/** The test of a whole condition on goods. */
export function compileGoods(
  condition: Condition,
  kinds: GoodsKinds,
  reader: TermReader,
): GoodsTest {
  return compileCondition<GoodsTest>(condition, (key, value) => {
    const kind = kinds.get(key) ?? reader.fail(`${key} is not a condition on goods`);
    return kind.compile(value, reader);
  });
}

/** Where the index finds the lines of a condition. */
export interface GoodsKeys {
  readonly keys: readonly FacetKey[];
  /** Whether a line with one of the keys needs no further test. */
  readonly exact: boolean;
}

/** The keys of a whole condition: a line without any of them cannot match. `null` when there are none. */
export function goodsKeysOf(condition: Condition, kinds: GoodsKinds): GoodsKeys | null {
  if ("all" in condition) {
    const found = condition.all
      .map((one) => goodsKeysOf(one, kinds))
      .filter((one) => one !== null)
      .sort((a, b) => a.keys.length - b.keys.length)[0];
    if (found === undefined) return null;
    return { keys: found.keys, exact: found.exact && condition.all.length === 1 };
  }
  if ("any" in condition) {
    const found = condition.any.map((one) => goodsKeysOf(one, kinds));
    const keys: FacetKey[] = [];
    for (const one of found) {
      if (one === null) return null;
      keys.push(...one.keys);
    }
    return { keys, exact: found.every((one) => one?.exact === true) };
  }
  if ("not" in condition) return null;
  const [key = "", value] = Object.entries(condition)[0] ?? [];
  const keys = kinds.get(key)?.keys?.(value) ?? null;
  return keys === null ? null : { keys, exact: true };
}
