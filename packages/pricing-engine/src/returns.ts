export { planReturn } from "./plan-return.js";
export type {
  GiftBack,
  ReturnedFee,
  ReturnedUnits,
  ReturnPlan,
  ReturnPolicy,
  ReturnRefusal,
  ReturnRefusalCode,
  ReturnRequest,
  UnitsWanted,
} from "./return-plan.js";
