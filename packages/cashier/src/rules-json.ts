import type { Json } from "@tillwright/values";

/** A member of a JSON object; `undefined` when there is none. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** The promotions of a rules document, whatever else it holds. */
export function promotionsOf(rules: Json): readonly Json[] {
  const promotions = memberOf(rules, "promotions");
  return Array.isArray(promotions) ? promotions : [];
}

/** The ids of the tax classes of a rules document. */
export function taxClassesOf(rules: Json): readonly string[] {
  const classes = memberOf(memberOf(rules, "tax"), "classes");
  if (!Array.isArray(classes)) return [];
  return classes.flatMap((one) => {
    const id = memberOf(one, "id");
    return typeof id === "string" ? [id] : [];
  });
}

/** A purchase gate of a rules document by its id. */
export function gateOf(rules: Json, gateId: string): Json | undefined {
  const gates = memberOf(rules, "gates");
  return Array.isArray(gates) ? gates.find((gate) => memberOf(gate, "id") === gateId) : undefined;
}

/** Promotions that may be used only so often over all sales: the others need not be counted. */
export function limitedPromotionsOf(rules: Json): readonly string[] {
  return promotionsOf(rules).flatMap((promotion) => {
    const id = memberOf(promotion, "id");
    const limited = ["limits", "piecesPerMember"].some(
      (term) => memberOf(promotion, term) !== undefined,
    );
    return typeof id === "string" && limited ? [id] : [];
  });
}
