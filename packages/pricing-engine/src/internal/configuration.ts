import { contentHash, type Json } from "@tillwright/values";
import type { PricingExtension } from "../extension.js";
import type { RulesDocument } from "../rules-document.js";
import { compareText } from "./order.js";

/** The content hash of what an engine is made of; the order of promotions, fees and gates changes nothing. */
export function configurationOf(
  rules: RulesDocument,
  extensions: readonly PricingExtension[],
): string {
  const versions = extensions.map(({ name, version }) => `${name}@${version ?? ""}`).sort();
  const made = {
    ...rules,
    promotions: byId(rules.promotions),
    fees: rules.fees && byId(rules.fees),
    gates: rules.gates && byId(rules.gates),
    versions: versions.length > 0 ? versions : undefined,
  };
  // Writing it as JSON leaves out what is undefined.
  const plain: Json = JSON.parse(JSON.stringify(made));
  return contentHash(plain);
}

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => compareText(a.id, b.id));
}
