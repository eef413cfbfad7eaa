export type { ReceiptBlock, ReceiptDocument } from "./receipt-document.js";
export { type KitchenOrder, kitchenSlip } from "./templates/kitchen-slip.js";
export { type MemberSummary, memberBlocks } from "./templates/member-blocks.js";
export { type PriceLabel, priceLabel } from "./templates/price-label.js";
export { type PunchCardUse, punchCardReceipt } from "./templates/punch-card-receipt.js";
export { reprintOf } from "./templates/reprint-of.js";
export { type TopUp, topUpReceipt } from "./templates/top-up-receipt.js";
