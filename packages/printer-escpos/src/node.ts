export { openDeviceFile } from "./node/device-file-transport.js";
export { openSerial } from "./node/serial-transport.js";
export { openTcp, type TcpOptions } from "./node/tcp-transport.js";
export type { PrinterTransport, TwoWayTransport } from "./transport.js";
