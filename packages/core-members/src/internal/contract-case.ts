import type { Outcome } from "@tillwright/values";

/**
 * One thing that every store of a kind must do.
 *
 * @public
 */
export interface StoreContractCase<Store> {
  readonly name: string;
  /** Runs against a store that is empty; rejects with what was seen when the store does something else. */
  run(makeStore: () => Promise<Store>): Promise<void>;
}

export function contractCase<Store>(
  name: string,
  check: (store: Store) => Promise<void>,
): StoreContractCase<Store> {
  return Object.freeze({
    name,
    run: async (makeStore: () => Promise<Store>) => check(await makeStore()),
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function expectSame(seen: unknown, wanted: unknown, what: string): void {
  const left = JSON.stringify(sorted(seen));
  const right = JSON.stringify(sorted(wanted));
  if (left !== right) throw new Error(`${what}: expected ${right}, saw ${left}`);
}

/** The answer without its sentence, which each store may word in its own way. */
export async function told(answer: Promise<Outcome<unknown>>): Promise<unknown> {
  const outcome = await answer;
  if (outcome.ok) return outcome.value;
  return { refused: outcome.refusal.code, ...outcome.refusal.facts };
}
