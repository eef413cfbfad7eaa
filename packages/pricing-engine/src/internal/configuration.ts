import { contentHash, type Json } from "@tillwright/values";
import type { PricingExtension } from "../extension.js";
import type { RulesDocument } from "../rules-document.js";
import { compareText } from "./order.js";

/** The content hash of what an engine is made of; the order of promotions and fees changes nothing. */
export function configurationOf(
  rules: RulesDocument,
  extensions: readonly PricingExtension[],
): string {
  const promotions = [...rules.promotions].sort((a, b) => compareText(a.id, b.id));
  const versions = extensions.map(({ name, version }) => `${name}@${version ?? ""}`).sort();
  const fees = [...(rules.fees ?? [])].sort((a, b) => compareText(a.id, b.id));
  const gates = [...(rules.gates ?? [])].sort((a, b) => compareText(a.id, b.id));
  const made = {
    ...rules,
    promotions,
    ...(fees.length > 0 ? { fees } : {}),
    ...(gates.length > 0 ? { gates } : {}),
    ...(versions.length > 0 ? { versions } : {}),
  };
  const plain: Json = JSON.parse(JSON.stringify(made));
  return contentHash(plain);
}
