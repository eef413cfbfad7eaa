import type { Duplex } from "node:stream";
import type { TwoWayTransport } from "../transport.js";
import { transportOverStream } from "./socket-transport.js";

/**
 * A transport over a serial port that the program has opened, with the speed and the flow control of the printer: any
 * duplex stream, such as a `SerialPort` of the package serialport. Closing the transport closes the port.
 *
 * @public
 */
export function openSerial(port: Duplex, closeMilliseconds: number = 2000): TwoWayTransport {
  return transportOverStream(port, "the serial port", closeMilliseconds);
}
