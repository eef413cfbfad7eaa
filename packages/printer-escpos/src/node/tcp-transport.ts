import { connect } from "node:net";
import { PrinterError } from "../errors.js";
import type { TwoWayTransport } from "../transport.js";
import { transportOverStream } from "./socket-transport.js";

/**
 * Where a network printer is. Times are in milliseconds.
 *
 * @public
 */
export interface TcpOptions {
  readonly host: string;
  /** 9100 unless given. */
  readonly port?: number;
  /** How long the connection may take, 5,000 unless given. */
  readonly connectMilliseconds?: number;
  /** How long the printer may take to agree that the connection ends, 2,000 unless given; then it is cut off. */
  readonly closeMilliseconds?: number;
}

/**
 * Connects to a network printer (port 9100). Closing sends everything first and waits for the printer to agree, so that the end of a
 * receipt is not lost.
 *
 * Rejects with `printer.transport-failed` where nobody answers in time. Nothing is tried again.
 *
 * @public
 */
export function openTcp(options: TcpOptions): Promise<TwoWayTransport> {
  const { host, port = 9100, connectMilliseconds = 5000, closeMilliseconds = 2000 } = options;
  const path = `tcp://${host}:${port}`;
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const fail = (why: string): void => {
      socket.destroy();
      const message = `${path} cannot be opened: ${why}.`;
      reject(new PrinterError("printer.transport-failed", message, { path, why }));
    };
    const timer = setTimeout(
      () => fail(`no answer in ${connectMilliseconds} ms`),
      connectMilliseconds,
    );
    const onError = (error: Error): void => {
      clearTimeout(timer);
      fail(error.message);
    };
    socket.once("error", onError);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", onError);
      resolve(transportOverStream(socket, path, closeMilliseconds));
    });
  });
}
