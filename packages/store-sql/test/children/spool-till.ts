import { setTimeout as pause } from "node:timers/promises";
import { openTcp } from "@tillwright/printer-escpos/node";
import { createSpool } from "@tillwright/printer-escpos/spool";
import { openStore } from "@tillwright/store-sql";
import { createSqlSpoolStore } from "@tillwright/store-sql/spool";

/** A slip that is told from all others by its number, as text and as a cut. */
function slip(index: number): Uint8Array {
  const letters = [...`#${String(index).padStart(5, "0")};`].map((letter) => letter.charCodeAt(0));
  // A strip of white makes it long enough for a kill to find it on its way.
  const strip = [0x1d, 0x76, 0x30, 0, 1, 0, 64, 0, ...new Array<number>(64).fill(0x55)];
  return Uint8Array.of(0x1b, 0x40, ...letters, 0x0a, ...strip, 0x1d, 0x56, 0);
}

/**
 * Works as a till does after each start: what the last run left is settled, then new slips are handed in and printed. Says `added` and
 * `settled` with the job's name; the first of a run is the one after those that are known already.
 */
export async function spoolSlips(
  path: string,
  port: number,
  most: number,
  say: (line: string) => void,
): Promise<void> {
  const store = await openStore({ path });
  const jobs = createSqlSpoolStore(store);
  const spool = createSpool({
    store: jobs,
    retryMilliseconds: 10,
    connect: () => openTcp({ host: "127.0.0.1", port }),
    delivery: { acknowledgement: "process-id", printMilliseconds: 5000 },
    onSettled: (job) => say(`settled ${job.id} ${job.state}`),
  });
  say("open");
  const working = spool.work("front");
  const known = (await jobs.list("front")).length;
  for (let index = known; index < known + most; index += 1) {
    await spool.add({ id: `slip-${index}`, printer: "front", bytes: slip(index) });
    say(`added slip-${index}`);
    // A till has customers between its receipts; printing goes on meanwhile, so that a kill finds jobs in every state.
    await pause(3);
    if (index % 3 === 2) void spool.work("front");
  }
  await working;
  await spool.work("front");
  store.close();
  say("closed");
}
