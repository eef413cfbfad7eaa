export {
  type WebReader,
  type WebSerialPort,
  type WebWriter,
  webSerialTransport,
} from "./browser/web-serial.js";
export {
  openWebUsb,
  type WebUsbDevice,
  type WebUsbInterface,
} from "./browser/web-usb.js";
export type { PrinterTransport, TwoWayTransport } from "./transport.js";
