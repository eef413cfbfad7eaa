import type { Language } from "@tillwright/values";
import type { ReceiptBlock, ReceiptDocument } from "../receipt-document.js";
import { centred, documentOf, pair, title } from "./pieces.js";
import { wordsOf } from "./words.js";

/**
 * What the kitchen, the bar or the workshop is to make.
 *
 * @public
 */
export interface KitchenOrder {
  readonly order: string;
  /** The table; take-away where there is none. */
  readonly table?: string;
  readonly time: string;
  readonly staff?: string;
  readonly rush?: boolean;
  readonly lines: readonly {
    readonly name: string;
    readonly pieces: string;
    /** Less sugar, no ice: each on a line of its own. */
    readonly options?: readonly string[];
    readonly note?: string;
  }[];
  readonly total?: string;
}

function lineBlocks(line: KitchenOrder["lines"][number], note: string): ReceiptBlock[] {
  const remarks = [...(line.options ?? [])];
  if (line.note !== undefined) remarks.push(`${note}: ${line.note}`);
  return [
    {
      type: "columns",
      height: 2,
      bold: true,
      cells: [{ text: line.name }, { text: `x${line.pieces}`, width: "content", align: "right" }],
    },
    ...remarks.map((text): ReceiptBlock => ({ type: "text", text: `  - ${text}` })),
  ];
}

/**
 * A slip for those who prepare: large, without prices, with a beep where the printer has one.
 *
 * @public
 */
export function kitchenSlip(order: KitchenOrder, language: Language): ReceiptDocument {
  const words = wordsOf(language);
  const place = order.table === undefined ? words.takeAway : `${words.table} ${order.table}`;
  return documentOf([
    { type: "buzzer", times: order.rush === true ? 3 : 1 },
    centred(words.kitchen),
    title(`${words.order} ${order.order}`),
    title(place),
    order.rush === true
      ? {
          type: "text",
          text: ` ${words.rush} `,
          align: "center",
          width: 2,
          height: 2,
          invert: true,
        }
      : undefined,
    pair(words.time, order.time),
    pair(words.staff, order.staff),
    { type: "rule", line: "double" },
    ...order.lines.flatMap((line) => lineBlocks(line, words.note)),
    { type: "rule", line: "double" },
    pair(
      words.pieces,
      order.total === undefined ? undefined : `${order.total} ${words.piecesUnit}`.trim(),
    ),
    { type: "cut" },
  ]);
}
