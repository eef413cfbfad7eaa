import { isCodedError } from "@tillwright/values";

/** The code of what `act` throws; `nothing thrown` when it returns. */
export function thrownCode(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return isCodedError(error) ? error.code : `no code: ${String(error)}`;
  }
  return "nothing thrown";
}
