import type { PrinterTransport, TwoWayTransport } from "./transport.js";

/**
 * A one-way transport where a two-way one is asked for: it never says anything. Deliveries over it need the acknowledgement `none`.
 *
 * @example
 * ```ts
 * import { memoryTransport } from "@tillwright/printer-escpos";
 * import { deliver, withoutAnswers } from "@tillwright/printer-escpos/spool";
 *
 * const paper = memoryTransport();
 * await deliver(withoutAnswers(paper), Uint8Array.of(0x0a), { acknowledgement: "none" }); //=> { kind: "sent" }
 * ```
 *
 * @public
 */
export function withoutAnswers(transport: PrinterTransport): TwoWayTransport {
  return {
    write: (bytes) => transport.write(bytes),
    close: () => transport.close(),
    listen: () => () => undefined,
    onClose: () => () => undefined,
  };
}
