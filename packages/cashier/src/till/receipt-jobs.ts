import { maskPhone } from "@tillwright/core-members";
import type { Json } from "@tillwright/values";
import { plainJson } from "../internal/plain-json.js";
import { receiptOf } from "../receipt.js";
import { memberOf, promotionsOf } from "../rules-json.js";
import type { SettledSale } from "../settled-sale.js";
import type { ShiftReport } from "../shift-report.js";
import type { PrintJob } from "../till-store.js";
import { zReceiptOf } from "../z-receipt.js";
import type { Desk } from "./desk.js";
import type { MemberContext } from "./member-context.js";

/** What promotions are called, from the rules document: `promotions`, each with `id` and perhaps `name`. */
function promotionNames(rules: Json): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const promotion of promotionsOf(rules)) {
    const id = memberOf(promotion, "id");
    const name = memberOf(promotion, "name");
    if (typeof id === "string" && typeof name === "string") names[id] = name;
  }
  return names;
}

/** The receipt of a sale or refund, if this till prints; the drawer opens when cash moves. */
export function receiptJobs(
  desk: Desk,
  sale: SettledSale,
  context: MemberContext | null,
): readonly PrintJob[] {
  const { config, rules } = desk.parts;
  if (config.printing === null) return [];
  const { printer, columns, shop } = config.printing;
  const phone = context?.member.phone ?? null;
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
