import type { AtLeastAtMost } from "../../condition.js";
import { type Branch, type Leaf, valuesOf } from "./branches.js";
import { findInstant } from "./find-instant.js";

/** Two conditions that cannot hold at once, as the document writes them. */
export interface Contradiction {
  readonly one: string;
  readonly other: string;
}

// A line has one of each, and so has a basket; of categories and tags it may have several.
const singleKeys: ReadonlySet<string> = new Set([
  "product",
  "department",
  "brand",
  "tier",
  "channel",
  "store",
  "tender",
]);
const memberKeys: ReadonlySet<string> = new Set([
  "tier",
  "memberTag",
  "birthday",
  "joinedOn",
  "purchases",
]);
const rangeKeys: ReadonlySet<string> = new Set(["quantity", "amount", "purchases"]);

/** Why the leaves of a branch cannot all hold; `null` when nothing known stands against it. */
export function contradictionIn(
  branch: Branch,
  zone: string,
  around: number,
): Contradiction | null {
  return (
    pairwise(branch, sameRefused) ??
    pairwise(branch, noMember) ??
    pairwise(branch, disjointNames) ??
    pairwise(branch, disjointRanges) ??
    pairwise(branch, disjointAttributes) ??
    noTime(branch, zone, around)
  );
}

function pairwise(
  branch: Branch,
  clash: (one: Leaf, other: Leaf) => boolean,
): Contradiction | null {
  for (const one of branch) {
    for (const other of branch) {
      if (one !== other && clash(one, other)) return { one: written(one), other: written(other) };
    }
  }
  return null;
}

/** A leaf as the document writes it. */
function written({ key, value, holds }: Leaf): string {
  const text = JSON.stringify({ [key]: value });
  return holds ? text : `{"not":${text}}`;
}

/** What one leaf asks for the other refuses: every value of the one is among those of the other. */
function sameRefused(one: Leaf, other: Leaf): boolean {
  if (one.key !== other.key || !one.holds || other.holds) return false;
  if (JSON.stringify(one.value) === JSON.stringify(other.value)) return true;
  if (one.key === "attribute" || rangeKeys.has(one.key)) return false;
  const refused = new Set(valuesOf(other));
  return valuesOf(one).every((value) => typeof value === "string" && refused.has(value));
}

function noMember(one: Leaf, other: Leaf): boolean {
  const without = one.key === "member" && (one.holds ? one.value === "none" : one.value === "any");
  const needs =
    other.key === "member"
      ? other.holds
        ? other.value === "any"
        : other.value === "none"
      : other.holds && memberKeys.has(other.key);
  return without && needs;
}

function disjointNames(one: Leaf, other: Leaf): boolean {
  if (one.key !== other.key || !one.holds || !other.holds || !singleKeys.has(one.key)) return false;
  const others = new Set(valuesOf(other));
  return valuesOf(one).every((value) => !others.has(value));
}

function disjointRanges(one: Leaf, other: Leaf): boolean {
  if (one.key !== other.key || !rangeKeys.has(one.key)) return false;
  const [low, high] = [leastOf(one), mostOf(other)];
  return low !== null && high !== null && low > high;
}

type Range = AtLeastAtMost<string | number>;

/** The least that a leaf asks for. A range with both ends that must not hold asks for either side, so for no least. */
function leastOf({ value, holds, key }: Leaf): number | null {
  const { atLeast, atMost } = value as Range;
  if (holds) return atLeast === undefined ? null : Number(atLeast);
  return atLeast === undefined && atMost !== undefined ? Number(atMost) + stepOf(key) : null;
}

function mostOf({ value, holds, key }: Leaf): number | null {
  const { atLeast, atMost } = value as Range;
  if (holds) return atMost === undefined ? null : Number(atMost);
  return atMost === undefined && atLeast !== undefined ? Number(atLeast) - stepOf(key) : null;
}

/** What is beyond a number: the next whole one, or for an amount less than the smallest part of any currency. */
function stepOf(key: string): number {
  return key === "amount" ? 0.00005 : 1;
}

function disjointAttributes(one: Leaf, other: Leaf): boolean {
  if (one.key !== "attribute" || other.key !== "attribute" || !one.holds || !other.holds) {
    return false;
  }
  const [a, b] = [one.value, other.value] as { readonly name: string; readonly is: unknown }[];
  if (a === undefined || b === undefined || a.name !== b.name) return false;
  const wanted = new Set(Array.isArray(b.is) ? b.is : [b.is]);
  return (Array.isArray(a.is) ? a.is : [a.is]).every((value) => !wanted.has(value));
}

function noTime(branch: Branch, zone: string, around: number): Contradiction | null {
  if (findInstant(branch, zone, around) !== null) return null;
  const times = branch.filter(({ key }) =>
    ["weekday", "dayOfMonth", "daily", "dates", "window"].includes(key),
  );
  const [one, ...others] = times.map(written);
  return { one: one ?? "", other: others.join(", ") };
}
