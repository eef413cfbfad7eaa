import { en as cashierEnglish } from "@tillwright/cashier/messages/en";
import { zhCN as cashierChinese } from "@tillwright/cashier/messages/zh-CN";
import { en as membersEnglish } from "@tillwright/core-members/messages/en";
import { zhCN as membersChinese } from "@tillwright/core-members/messages/zh-CN";
import { en as loyaltyEnglish } from "@tillwright/loyalty-rules/messages/en";
import { zhCN as loyaltyChinese } from "@tillwright/loyalty-rules/messages/zh-CN";
import { en as pricingEnglish } from "@tillwright/pricing-engine/messages/en";
import { zhCN as pricingChinese } from "@tillwright/pricing-engine/messages/zh-CN";
import {
  type Language,
  type MessageCatalogue,
  type Reason,
  renderReason,
} from "@tillwright/values";
import { CURRENCY, type Shop, ZONE } from "./open-shop.js";

/** Everything the packages can say, in one catalogue for each language. */
const CATALOGUES: Readonly<Record<Language, MessageCatalogue>> = {
  "zh-CN": { ...cashierChinese, ...membersChinese, ...loyaltyChinese, ...pricingChinese },
  en: { ...cashierEnglish, ...membersEnglish, ...loyaltyEnglish, ...pricingEnglish },
};

/** A reason or a refusal of any package as a sentence in the shop's language. */
export function sentence(shop: Pick<Shop, "language">, reason: Reason): string {
  const { language } = shop;
  return renderReason(CATALOGUES[language], reason, { language, currency: CURRENCY, zone: ZONE });
}
