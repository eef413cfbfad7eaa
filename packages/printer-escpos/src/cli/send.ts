import { deliver } from "../delivery/deliver.js";
import { openDeviceFile } from "../node/device-file-transport.js";
import { openTcp } from "../node/tcp-transport.js";
import { withoutAnswers } from "../one-way.js";
import type { TwoWayTransport } from "../transport.js";
import { CommandFailure, type Terminal } from "./terminal.js";

function addressOf(target: string): { readonly host: string; readonly port: number } | undefined {
  if (!target.includes("://")) return undefined;
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url?.protocol !== "tcp:" || url.hostname === "" || !["", "/"].includes(url.pathname))
    throw new CommandFailure(`${target} is no address such as tcp://192.168.1.50:9100.`, 2);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? 9100 : Number(url.port),
  };
}

async function sendOver(
  transport: TwoWayTransport,
  bytes: Uint8Array,
  answers: boolean,
  terminal: Terminal,
): Promise<void> {
  const outcome = await deliver(transport, bytes, {
    acknowledgement: answers ? "paper-status" : "none",
    onStatus: ({ cover, paper }) => {
      if (paper === "out") terminal.error("The printer is out of paper.");
      if (cover === "open") terminal.error("The cover is open.");
    },
  });
  await transport.close();
  if (outcome.kind === "printed") terminal.out("Printed.");
  else if (outcome.kind === "sent") terminal.out("Sent; this printer cannot say that it is done.");
  else if (outcome.kind === "undelivered")
    throw new CommandFailure(`Not printed (${outcome.reason}); nothing was sent.`, 3);
  else
    throw new CommandFailure(
      `Unknown (${outcome.reason}): ${outcome.sentBytes} of ${bytes.length} bytes were sent. Look at the paper before printing again.`,
      4,
    );
}

/** Sends bytes to `tcp://host:port` or to a file. */
export async function send(
  target: string,
  bytes: Uint8Array,
  answers: boolean,
  terminal: Terminal,
): Promise<void> {
  const address = addressOf(target);
  if (address !== undefined) {
    const transport = await openTcp(address).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new CommandFailure(`Not printed; nothing was sent. ${why}`, 3);
    });
    await sendOver(transport, bytes, answers, terminal);
  } else {
    const file = await openDeviceFile(target);
    await sendOver(withoutAnswers(file), bytes, false, terminal);
  }
}
