export type { PrinterCondition } from "./testing/printer-model.js";
export {
  type Mishap,
  type PrinterSimulator,
  type SimulatorOptions,
  startPrinterSimulator,
} from "./testing/printer-simulator.js";
export { type SpoolStoreContractCase, spoolStoreContract } from "./testing/spool-store-contract.js";
