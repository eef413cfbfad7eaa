import type { Language } from "@tillwright/values";
import type { ReceiptBlock } from "../receipt-document.js";
import { pair } from "./pieces.js";
import { wordsOf } from "./words.js";

/**
 * What the receipt of a member says at its end; what is missing is left out.
 *
 * @public
 */
export interface MemberSummary {
  readonly member: string;
  readonly tier?: string;
  /** What the next tier needs, in words: `再消费 ¥120 升级金卡`. */
  readonly nextTier?: string;
  readonly points?: string;
  readonly pointsBalance?: string;
  readonly saved?: string;
  readonly recommendations?: readonly { readonly name: string; readonly reason: string }[];
  /** The address behind the QR code for the invoice. */
  readonly invoiceUrl?: string;
}

/**
 * The end of a member's receipt: points, tier and what the next one needs, savings, recommendations with their reason, the QR code for
 * the invoice. The blocks go before the cut of a sale's document.
 *
 * @public
 */
export function memberBlocks(summary: MemberSummary, language: Language): readonly ReceiptBlock[] {
  const words = wordsOf(language);
  const { recommendations = [], invoiceUrl } = summary;
  const blocks: readonly (ReceiptBlock | undefined)[] = [
    { type: "rule" },
    pair(words.member, summary.member),
    pair(words.tier, summary.tier),
    summary.nextTier === undefined
      ? undefined
      : { type: "text", text: summary.nextTier, align: "right" },
    pair(words.points, summary.points),
    pair(words.pointsBalance, summary.pointsBalance),
    pair(words.saved, summary.saved, true),
    recommendations.length === 0 ? undefined : { type: "text", text: words.forYou, bold: true },
    ...recommendations.map(
      ({ name, reason }): ReceiptBlock => ({
        type: "columns",
        cells: [
          { text: `  ${name}`, overflow: "ellipsis" },
          { text: reason, width: "content", align: "right" },
        ],
      }),
    ),
    invoiceUrl === undefined ? undefined : { type: "qr", data: invoiceUrl },
    invoiceUrl === undefined ? undefined : { type: "text", text: words.invoice, align: "center" },
  ];
  return blocks.filter((block) => block !== undefined);
}
