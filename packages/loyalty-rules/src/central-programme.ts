import { type Issue, issue, type Result, reject, succeed } from "@tillwright/values";
import * as z from "zod/mini";
import { contradiction, repeated } from "./internal/contradiction.js";
import { isObject, mergePatch, pathsOf } from "./internal/merge-patch.js";
import { programmeIssues } from "./internal/schema-issues.js";
import { parseProgramme } from "./parse-programme.js";
import type { Programme } from "./programme.js";
import { exceptionsSchema } from "./programme-syntax.js";

/**
 * One programme for all stores of a chain, with what some of them do otherwise. Plain data.
 *
 * @public
 */
export interface CentralProgramme {
  /** For every store that no exception names. */
  readonly base: Programme;
  /** By store; each version has its own hash, and stores with the same exceptions share one. */
  readonly byStore: Readonly<Record<string, Programme>>;
}

type Exceptions = z.infer<typeof exceptionsSchema>;

/** Members move between stores: what their lots are counted in is the same everywhere. */
const shared: readonly string[] = ["format", "currency", "zone", "exceptions", "partners"];

function exceptionIssues(exceptions: Exceptions): readonly Issue[] {
  const ids = exceptions.map(({ id }) => id);
  const issues: Issue[] = [...repeated(ids, ["exceptions"])];
  const setters = new Map<string, number>();
  exceptions.forEach(({ stores, change }, index) => {
    const path = ["exceptions", index];
    issues.push(...repeated(stores, [...path, "stores"]));
    for (const field of Object.keys(change).filter((name) => shared.includes(name))) {
      issues.push(contradiction([...path, "change", field], "is the same in all stores"));
    }
    if (Object.keys(change).length === 0) {
      issues.push(contradiction([...path, "change"], "changes nothing"));
    }
    for (const store of new Set(stores)) {
      for (const field of pathsOf(change)) {
        const before = setters.get(JSON.stringify([store, field])) ?? index;
        setters.set(JSON.stringify([store, field]), before);
        if (before === index) continue;
        const where = JSON.parse(field).join(".");
        const message = `for "${store}", "${ids[before]}" sets ${where} too`;
        issues.push(contradiction([...path, "change"], message));
      }
    }
  });
  return issues;
}

/** The exceptions of each store, by their places in the document. */
function placesByStore(exceptions: Exceptions): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  exceptions.forEach(({ stores }, index) => {
    for (const store of stores) {
      const list = places.get(store) ?? [];
      list.push(index);
      places.set(store, list);
    }
  });
  return places;
}

/** One version for each set of exceptions that some store has. */
function resolve(
  document: unknown,
  exceptions: Exceptions,
): { readonly byStore: Readonly<Record<string, Programme>>; readonly issues: readonly Issue[] } {
  const versions = new Map<string, Result<Programme>>();
  const byStore = new Map<string, Programme>();
  const issues: Issue[] = [];
  for (const [store, places] of placesByStore(exceptions)) {
    const key = places.join();
    const known = versions.get(key);
    const changes = places.map((place) => exceptions[place]?.change);
    const version = known ?? parseProgramme(changes.reduce<unknown>(mergePatch, document));
    versions.set(key, version);
    if (version.ok) byStore.set(store, version.value);
    else if (known === undefined) {
      const place = places.at(-1) ?? 0;
      const at = ["exceptions", place, "change"];
      issues.push(
        ...version.issues.map(({ code, path, message }) => issue(code, [...at, ...path], message)),
      );
    }
  }
  return { byStore: Object.fromEntries(byStore), issues };
}

/**
 * The programme of a chain: a programme document with a list of `exceptions`, each with an id, the stores it is for, and a
 * `change` that is merged into the document (JSON Merge Patch, RFC 7396: fields are merged, `null` removes one, lists are
 * replaced). Several exceptions of a store are merged in the order of the list and may not set the same field.
 *
 * Every problem is reported at its path, those of a version that only some store would have below its exception.
 *
 * @example
 * ```ts
 * import { parseCentralProgramme, programmeForStore } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseCentralProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }], debt: "carry" },
 *   exceptions: [{ id: "airport", stores: ["S9"], change: { points: { debt: "refuse" } } }],
 * });
 * if (!parsed.ok) throw new Error("every problem is in parsed.issues, at its path");
 * programmeForStore(parsed.value, "S9").points?.debt; //=> "refuse"
 * programmeForStore(parsed.value, "S1").points?.debt; //=> "carry"
 * ```
 *
 * @public
 */
export function parseCentralProgramme(document: unknown): Result<CentralProgramme> {
  const { exceptions: list = [], ...rest } = isObject(document) ? document : {};
  const own = isObject(document) ? rest : document;
  const base = parseProgramme(own);
  const exceptions = z.safeParse(exceptionsSchema, list);
  const issues: Issue[] = base.ok ? [] : [...base.issues];
  if (!exceptions.success) {
    return reject([...issues, ...programmeIssues(exceptions.error.issues, ["exceptions"])]);
  }
  issues.push(...exceptionIssues(exceptions.data));
  // Below a document that is wrong itself, every version repeats what is wrong.
  if (!base.ok || issues.length > 0) return reject(issues);
  const resolved = resolve(own, exceptions.data);
  if (resolved.issues.length > 0) return reject(resolved.issues);
  return succeed(Object.freeze({ base: base.value, byStore: Object.freeze(resolved.byStore) }));
}

/**
 * The version that is in force in a store.
 *
 * @example
 * ```ts
 * import { parseCentralProgramme, programmeForStore } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseCentralProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   storedValue: {},
 *   exceptions: [{ id: "kiosk", stores: ["K1", "K2"], change: { joinGift: { promotions: [] } } }],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const hash = (store: string) => programmeForStore(parsed.value, store).hash;
 * [hash("K1") === hash("K2"), hash("K1") === hash("S1")]; //=> [true, false]
 * ```
 *
 * @public
 */
export function programmeForStore(central: CentralProgramme, storeId: string): Programme {
  return Object.hasOwn(central.byStore, storeId)
    ? (central.byStore[storeId] ?? central.base)
    : central.base;
}
