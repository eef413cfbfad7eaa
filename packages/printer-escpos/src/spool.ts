export {
  type Acknowledgement,
  type DeliverOptions,
  type DeliveryOutcome,
  deliver,
} from "./delivery/deliver.js";
export { withoutAnswers } from "./one-way.js";
export type { Timer } from "./platform.js";
export { createSpool, type Spool, type SpoolOptions } from "./spool/create-spool.js";
export type { NewSpoolJob, SpoolJob, SpoolJobChange, SpoolJobState } from "./spool/spool-job.js";
export { memorySpoolStore, type SpoolStore } from "./spool/spool-store.js";
export { type AskOptions, askStatus } from "./status/ask-status.js";
export { type PrinterProblem, type PrinterStatus, problemOf } from "./status/printer-status.js";
export { createAnswerReader, type PrinterAnswer } from "./status/read-answers.js";
export { watchStatus } from "./status/watch-status.js";
export type { PrinterTransport, TwoWayTransport } from "./transport.js";
