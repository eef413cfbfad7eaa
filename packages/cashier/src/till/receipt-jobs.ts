import { maskPhone } from "@tillwright/core-members";
import type { Json } from "@tillwright/values";
import { plainJson } from "../internal/plain-json.js";
import { receiptOf } from "../receipt.js";
import type { SettledSale } from "../settled-sale.js";
import type { ShiftReport } from "../shift-report.js";
import type { PrintJob } from "../till-store.js";
import { zReceiptOf } from "../z-receipt.js";
import type { Desk } from "./desk.js";
import type { MemberContext } from "./member-context.js";

/** What promotions are called, from the rules document: `promotions`, each with `id` and perhaps `name`. */
function promotionNames(rules: Json): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  const promotions = field(rules, "promotions");
  if (!Array.isArray(promotions)) return names;
  for (const promotion of promotions) {
    const id = field(promotion, "id");
    const name = field(promotion, "name");
    if (typeof id === "string" && typeof name === "string") names[id] = name;
  }
  return names;
}

function field(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** The receipt of a sale or refund, if this till prints; the drawer opens when cash moves. */
export function receiptJobs(
  desk: Desk,
  sale: SettledSale,
  member: MemberContext | null,
): readonly PrintJob[] {
  const { config, rules } = desk.parts;
  if (config.printing === null) return [];
  const { printer, columns, shop } = config.printing;
  const phone = member?.member.phone ?? null;
  const document = receiptOf(sale, {
    language: config.language,
    columns,
    shop,
    promotionNames: promotionNames(rules),
    ...(phone === null ? {} : { member: maskPhone(phone) }),
    openDrawer: sale.tenders.some(({ kind }) => kind === "cash"),
  });
  return [{ printer, document: plainJson(document) }];
}

/** The Z report, if this till prints. */
export function reportJobs(desk: Desk, report: ShiftReport): readonly PrintJob[] {
  const { config, rules } = desk.parts;
  if (config.printing === null) return [];
  const { printer, shop } = config.printing;
  const document = zReceiptOf(report, {
    language: config.language,
    shop,
    promotionNames: promotionNames(rules),
  });
  return [{ printer, document: plainJson(document) }];
}
