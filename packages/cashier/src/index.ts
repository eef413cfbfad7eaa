export {
  type AuditHead,
  type BrokenLink,
  nextAuditEntry,
  verifyAuditChain,
} from "./audit-chain.js";
export type { AuditEntry, AuditFact } from "./audit-entry.js";
export { basketOf } from "./basket-of.js";
export type { Catalogue } from "./catalogue.js";
export { createCatalogue } from "./catalogue.js";
export { changeSale, type SaleChange } from "./change-sale.js";
export {
  type ShiftAccountName,
  shiftAccount,
  shiftReceivable,
  storeAccount,
  storeMoneyAccount,
  storeOwner,
  storeReceivable,
} from "./chart-of-accounts.js";
export { createTill } from "./create-till.js";
export { ean13, isEan13 } from "./ean13.js";
export { CashierError, type CashierErrorCode } from "./errors.js";
export { findByBarcode, type ScannedCode } from "./find-by-barcode.js";
export type { DiscountTerms, SaleDiscount } from "./manual-discount.js";
export { createMemoryTillStore } from "./memory-till-store.js";
export { newSale } from "./new-sale.js";
export { parseCatalogue } from "./parse-catalogue.js";
export type {
  ElectronicTenderKind,
  PaymentAttempt,
  PaymentPort,
  PaymentResult,
} from "./payment-port.js";
export type { Actor, RolePermissions, Roles, TillVerb } from "./permission.js";
export { type Product, type ProductName, productName } from "./product.js";
export { type ReceiptOptions, receiptOf } from "./receipt.js";
export type { JudgedReturn, PendingRefund, RefundState } from "./refund-state.js";
export type { CashierRefusal, CashierRefusalCode } from "./refusal.js";
export type {
  FrozenPrices,
  LinePrice,
  ProductSnapshot,
  Sale,
  SaleLine,
  SaleState,
  SaleTender,
} from "./sale.js";
export type { GiftTake } from "./sale-gifts.js";
export type { ScaleLabelRule } from "./scale-label.js";
export { searchProducts } from "./search-products.js";
export type {
  DiscountShares,
  SettledFee,
  SettledGift,
  SettledKeptBack,
  SettledLoyalty,
  SettledManual,
  SettledPoints,
  SettledPromotion,
  SettledRounding,
  SettledSale,
  SettledTax,
  SettledTender,
  SettledTotals,
  TenderKind,
} from "./settled-sale.js";
export type { Shift, ShiftMovement } from "./shift.js";
export type {
  CashSums,
  DayReport,
  GoodsSums,
  HourSums,
  PromotionSums,
  ProofCode,
  ProofLine,
  RollForward,
  SalesSums,
  ShiftReport,
  StoredValueSums,
  TaxSums,
  TenderSums,
} from "./shift-report.js";
export { type TenderPart, tenderSums } from "./tender-sums.js";
export type {
  Answer,
  DirectLine,
  DiscountRequest,
  PaymentState,
  PaymentSweep,
  RefundLine,
  SaleView,
  SettledView,
  TenderRequest,
  TenderView,
  Till,
  TillCommand,
  TillState,
} from "./till.js";
export type { ReceiptShop, TillConfig, TillParts } from "./till-parts.js";
export type {
  CommitAnswer,
  CommitBody,
  CommitRequest,
  DocumentKind,
  DocumentStand,
  DocumentWrite,
  KeptAnswer,
  MemberActivity,
  PrintJob,
  SalesQuery,
  StoredDocument,
  StoredPrintJob,
  TillStore,
  TillStoreRefusal,
} from "./till-store.js";
export { zReceiptOf } from "./z-receipt.js";
