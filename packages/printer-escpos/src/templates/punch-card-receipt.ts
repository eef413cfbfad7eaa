import type { Language } from "@tillwright/values";
import type { ReceiptDocument } from "../receipt-document.js";
import { centred, documentOf, pair, title } from "./pieces.js";
import { wordsOf } from "./words.js";

/**
 * A use of a punch card.
 *
 * @public
 */
export interface PunchCardUse {
  readonly shop: string;
  readonly number: string;
  readonly time: string;
  readonly member: string;
  readonly card: string;
  readonly service: string;
  readonly servedBy?: string;
  readonly used: string;
  readonly left: string;
  readonly validUntil?: string;
  /** Whether the customer signs on the paper. */
  readonly signature?: boolean;
}

/**
 * The slip of a use of a punch card, with what is left on it.
 *
 * @public
 */
export function punchCardReceipt(use: PunchCardUse, language: Language): ReceiptDocument {
  const words = wordsOf(language);
  return documentOf([
    title(use.shop),
    centred(words.punchCard),
    { type: "rule" },
    pair(words.number, use.number),
    pair(words.time, use.time),
    pair(words.member, use.member),
    { type: "rule" },
    pair(words.card, use.card),
    pair(words.service, use.service),
    pair(words.served, use.servedBy),
    pair(words.used, use.used),
    pair(words.left, use.left, true),
    pair(words.validUntil, use.validUntil),
    ...(use.signature === true
      ? ([
          { type: "feed", lines: 2 },
          { type: "text", text: `${words.sign}:` },
          { type: "rule", line: "solid" },
        ] as const)
      : []),
    { type: "cut" },
  ]);
}
