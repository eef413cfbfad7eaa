import { createServer, type Server, type Socket } from "node:net";
import { createPrinterModel, type PrinterCondition, type PrinterModel } from "./printer-model.js";

/**
 * What can happen to a simulated printer while it receives:
 *
 * - `drop-line`: the connection breaks; what has arrived is printed all the same.
 * - `lose-answers`: nothing it says arrives any longer on this connection.
 * - a condition: the paper is out, the cover is open.
 *
 * @public
 */
export type Mishap = "drop-line" | "lose-answers" | Partial<PrinterCondition>;

/**
 * What may be set about a simulated printer.
 *
 * @public
 */
export interface SimulatorOptions {
  /** A free one unless given. */
  readonly port?: number;
  /** How fast it works; as fast as it receives unless given. */
  readonly bytesPerSecond?: number;
  /** It takes no more from the line while so many bytes wait, 4,096 unless given. */
  readonly bufferBytes?: number;
  /** Whether it answers anything at all, yes unless given. */
  readonly answers?: boolean;
  /** Asked for every piece that arrives, with the number of all bytes so far; what it returns happens. */
  readonly mishap?: (receivedBytes: number) => Mishap | undefined;
  /** After a mishap with paper, cover or error somebody sets it right, 20 ms unless given. */
  readonly repairMilliseconds?: number;
}

/**
 * A printer that stands on this machine and prints into memory.
 *
 * @public
 */
export interface PrinterSimulator {
  readonly host: string;
  readonly port: number;
  /** The bytes on each receipt that was cut off, first to last. */
  receipts(): readonly Uint8Array[];
  /** The bytes on the paper behind the last cut. */
  unfinished(): Uint8Array;
  /** How often the drawer was opened. */
  drawerPulses(): number;
  condition(): PrinterCondition;
  /** Takes paper out, puts it in, opens the cover. */
  set(change: Partial<PrinterCondition>): void;
  /** Breaks every connection. */
  dropLine(): void;
  close(): Promise<void>;
}

const TICK_MILLISECONDS = 5;

/** Something is wrong with the printer until somebody sets it right. */
function suffer(
  model: PrinterModel,
  condition: Partial<PrinterCondition>,
  milliseconds: number,
): void {
  model.set(condition);
  const sound = { paper: "present", cover: "closed", error: "none" } as const;
  setTimeout(() => model.set(sound), milliseconds).unref();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/**
 * Starts a printer on a TCP port of this machine: it keeps what it prints, answers `DLE EOT`, `GS r`, `GS a` and `GS ( H`, runs out of paper,
 * opens its cover, works slowly and loses its line, as it is told. Real-time commands are found in every byte, also in
 * the middle of pictures, as real printers do.
 *
 * It takes one connection at a time, as most printers do: others wait until it is closed.
 *
 * @example
 * ```ts
 * import { openTcp } from "@tillwright/printer-escpos/node";
 * import { deliver } from "@tillwright/printer-escpos/spool";
 * import { startPrinterSimulator } from "@tillwright/printer-escpos/testing";
 *
 * const printer = await startPrinterSimulator();
 * const transport = await openTcp({ host: printer.host, port: printer.port });
 * await deliver(transport, Uint8Array.of(0x48, 0x69, 0x0a, 0x1d, 0x56, 0)); //=> { kind: "printed" }
 * printer.receipts().length; //=> 1
 * await transport.close();
 * await printer.close();
 * ```
 *
 * @public
 */
export async function startPrinterSimulator(
  options: SimulatorOptions = {},
): Promise<PrinterSimulator> {
  const { bytesPerSecond, bufferBytes = 4096, repairMilliseconds = 20 } = options;
  const queue: Socket[] = [];
  const muted = new WeakSet<Socket>();
  let received = 0;
  const model = createPrinterModel((bytes) => {
    const [current] = queue;
    if (options.answers === false || current === undefined || muted.has(current)) return;
    if (current.writable) current.write(bytes);
  });
  const flow = (): void => {
    model.work(
      bytesPerSecond === undefined
        ? Number.POSITIVE_INFINITY
        : Math.max(1, (bytesPerSecond * TICK_MILLISECONDS) / 1000),
    );
    const [current] = queue;
    if (model.waiting() >= bufferBytes && !model.isHungry()) current?.pause();
    else current?.resume();
  };
  const ticking = setInterval(flow, TICK_MILLISECONDS);
  const server = createServer((socket) => {
    queue.push(socket);
    if (queue.length > 1) socket.pause();
    socket.on("data", (bytes) => {
      received += bytes.length;
      const mishap = options.mishap?.(received);
      if (mishap === "drop-line") socket.resetAndDestroy();
      else if (mishap === "lose-answers") muted.add(socket);
      else if (mishap !== undefined) suffer(model, mishap, repairMilliseconds);
      model.receive(bytes);
      if (bytesPerSecond === undefined || model.waiting() >= bufferBytes) flow();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      queue.splice(queue.indexOf(socket), 1);
      queue[0]?.resume();
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    host: "127.0.0.1",
    port,
    receipts: model.receipts,
    unfinished: model.unfinished,
    drawerPulses: model.drawerPulses,
    condition: model.condition,
    set(change) {
      model.set(change);
      flow();
    },
    dropLine() {
      for (const socket of [...queue]) socket.destroy();
    },
    close() {
      clearInterval(ticking);
      for (const socket of [...queue]) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
