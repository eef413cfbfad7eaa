import type { LintFinding } from "../../lint-report.js";
import type { Promotion } from "../../rules-document.js";
import { mentionsOf } from "../mentions.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";

/** Names that point nowhere: goods that nobody sells, groups and offers that nobody has. */
export function findReferences(session: LintSession): readonly LintFinding[] {
  return [
    ...session.rules.promotions.flatMap((promotion) => unknownNames(session, promotion)),
    ...unknownGroups(session),
    ...lonelyGroups(session),
    ...unreachableOffers(session),
  ];
}

function unknownNames(session: LintSession, promotion: Promotion): readonly LintFinding[] {
  const { catalogue, known = {} } = session.options;
  const { facets, ...mentions } = mentionsOf({ ...session.rules, promotions: [promotion] });
  const sold = catalogue?.map(({ line }) => line);
  const there: Readonly<Record<string, readonly (string | null)[] | undefined>> = {
    product: sold?.map(({ productId }) => productId),
    department: sold?.map(({ department }) => department),
    category: sold?.flatMap(({ categories }) => categories),
    brand: sold?.map(({ brand }) => brand),
    tag: sold?.flatMap(({ tags }) => tags),
    ...known,
  };
  const named = {
    ...facets,
    tier: mentions.tiers,
    memberTag: mentions.memberTags,
    channel: mentions.channels,
    store: mentions.stores,
  };
  const [basket = null] = probesOf(session, [promotion]);
  return Object.entries(named).flatMap(([what, names]) => {
    const all = there[what];
    if (all === undefined) return [];
    return names
      .filter((one) => !all.includes(one))
      .map((value) =>
        findingOf("pricing.lint.unknown-reference", [promotion], { what, value }, basket),
      );
  });
}

function unknownGroups({ rules }: LintSession): readonly LintFinding[] {
  const groups = new Set(rules.promotions.map(({ group }) => group));
  const named = new Set((rules.exclusions ?? []).flat());
  return [...named]
    .filter((group) => !groups.has(group))
    .map((group) => findingOf("pricing.lint.unknown-group", [], { group }, null));
}

/** A group of one excludes nobody, unless an exclusion names it. */
function lonelyGroups({ rules }: LintSession): readonly LintFinding[] {
  const excluded = new Set((rules.exclusions ?? []).flat());
  return rules.promotions.flatMap((promotion) => {
    const { group } = promotion;
    if (group === undefined || excluded.has(group)) return [];
    const others = rules.promotions.filter((one) => one !== promotion && one.group === group);
    return others.length > 0
      ? []
      : [findingOf("pricing.lint.lonely-group", [promotion], { group }, null)];
  });
}

function unreachableOffers({ rules, options }: LintSession): readonly LintFinding[] {
  const ids = new Set(rules.promotions.map(({ id }) => id));
  return (options.offered ?? [])
    .filter((id) => !ids.has(id))
    .map((id) => findingOf("pricing.lint.unreachable-offer", [], { promotionId: id }, null));
}
