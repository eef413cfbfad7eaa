import type { TwoWayTransport } from "../transport.js";
import type { PrinterStatus } from "./printer-status.js";
import { createAnswerReader } from "./read-answers.js";
import { automaticStatus } from "./requests.js";

/**
 * Has a printer tell its state now and whenever it changes (`GS a`): the paper runs out, the cover is opened. Resolves to a
 * function that ends it.
 *
 * Rejects as the transport does where it cannot be written to.
 *
 * @public
 */
export async function watchStatus(
  transport: TwoWayTransport,
  hear: (status: PrinterStatus) => void,
): Promise<() => Promise<void>> {
  const stopListening = transport.listen(
    createAnswerReader((answer) => {
      if (answer.kind === "status-back") hear(answer.status);
    }),
  );
  await transport.write(automaticStatus(true));
  return async () => {
    stopListening();
    await transport.write(automaticStatus(false));
  };
}
