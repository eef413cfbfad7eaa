import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  type Catalogue,
  createTill,
  type PaymentPort,
  parseCatalogue,
  type Till,
  type TillStore,
} from "@tillwright/cashier";
import type { MemberRepository } from "@tillwright/core-members";
import { type Programme, parseProgramme } from "@tillwright/loyalty-rules";
import type { PricingEngine, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { openStore, type Store } from "@tillwright/store-sql";
import { createSqlMembers } from "@tillwright/store-sql/members";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import type { Clock, Language } from "@tillwright/values";
import catalogueDocument from "../shop/catalogue.json" with { type: "json" };
import programmeDocument from "../shop/programme.json" with { type: "json" };
import promotionNames from "../shop/promotion-names.json" with { type: "json" };
import rulesDocument from "../shop/promotions.json" with { type: "json" };
import { readDocument } from "./answers.js";

/** The shop of the example. */
const STORE_ID = "riverside";
export const CURRENCY = "CNY";
export const ZONE = "Asia/Shanghai";

/** The supermarket, wired: one till over one file. */
export interface Shop {
  readonly till: Till;
  readonly store: Store;
  /** Whose rows the till writes. */
  readonly owner: string;
  readonly tillStore: TillStore;
  readonly members: MemberRepository;
  readonly catalogue: Catalogue;
  readonly rules: RulesDocument;
  readonly engine: PricingEngine;
  readonly programme: Programme;
  readonly language: Language;
  readonly close: () => void;
}

/** Opens the shop's file under a folder and wires a till over it; `again` begins with an empty shop. */
export async function openShop(options: {
  readonly directory: string;
  readonly again: boolean;
  readonly language: Language;
  readonly clock: Clock;
  readonly nextId: () => string;
  readonly payments: PaymentPort | null;
}): Promise<Shop> {
  const { directory, language, clock, payments } = options;
  const catalogue = readDocument("catalogue.json", parseCatalogue(catalogueDocument));
  const namedRules = nameRules(language);
  const rules = readDocument("promotions.json", parseRules(namedRules));
  const programme = readDocument("programme.json", parseProgramme(programmeDocument));
  if (options.again) rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  const store = await openStore({ path: join(directory, "shop.db") });
  const tillStore = createSqlTillStore(store);
  const members = createSqlMembers(store);
  const engine = compile(rules);
  const till = createTill({
    store: tillStore,
    members,
    engine,
    rules: namedRules,
    // A return is judged by the rules of its sale, whatever the shop's rules are by then.
    engineOf: (document) => {
      const read = parseRules(document);
      return read.ok ? compile(read.value) : null;
    },
    programme,
    catalogue,
    clock,
    nextId: options.nextId,
    payments,
    config: {
      storeId: STORE_ID,
      tillId: "till-1",
      numberPrefix: "01",
      currency: CURRENCY,
      zone: ZONE,
      cutOff: "04:00",
      channel: "till",
      language,
      // 抹分: the fen are left out of what is paid in cash.
      cashRounding: { multiple: 10, mode: "down" },
      scaleLabels: [
        { pattern: "21.....{NNDDD}", value: "measure", unit: "g" },
        { pattern: "22.....{NNNDD}", value: "price" },
      ],
      roles: null,
      printing: { printer: "counter", columns: 48, shop: RECEIPT_SHOP[language] },
    },
  });
  return {
    till,
    store,
    owner: `store:${STORE_ID}`,
    tillStore,
    members,
    catalogue,
    rules,
    engine,
    programme,
    language,
    close: () => store.close(),
  };
}

const RECEIPT_SHOP = {
  "zh-CN": {
    name: "河畔超市",
    address: "滨江路 18 号",
    phone: "0571-0000 0000",
    footer: ["谢谢惠顾，欢迎再来"],
  },
  en: {
    name: "Riverside Supermarket",
    address: "18 Binjiang Road",
    phone: "0571-0000 0000",
    footer: ["Thank you, see you again"],
  },
} as const;

/** The promotions and gates with their names in one language: receipts and reasons show them. */
function nameRules(language: Language) {
  const names: Readonly<Record<string, Readonly<Record<Language, string>>>> = promotionNames;
  const named = <Named extends { readonly id: string }>(of: Named): Named & { name: string } => ({
    ...of,
    name: names[of.id]?.[language] ?? of.id,
  });
  return {
    ...rulesDocument,
    promotions: rulesDocument.promotions.map(named),
    gates: rulesDocument.gates.map(named),
  };
}
