// The encoder against one that is written by hand for this receipt, and the dithering against a bare loop over the pixels, by
// CPU time, in turns in one run. Run after a build: npm run bench -- printer [--json]
import {
  chinese80,
  dither,
  encode,
  platformCharset,
  previewText,
} from "@tillwright/printer-escpos";
import { byHand, byTable } from "./receipt/by-hand.mjs";
import { documentOf, sale } from "./receipt/receipt.mjs";
import { spoolCase } from "./spool.mjs";

const json = process.argv.includes("--json");
const samples = Number(process.env.TILLWRIGHT_BENCH_SAMPLES ?? 20);
const sampleMilliseconds = Number(process.env.TILLWRIGHT_BENCH_SAMPLE_MS ?? 120);

/** CPU microseconds of one call, over as many calls as fill a sample. */
function sample(work, calls) {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function callsFor(work) {
  let calls = 1;
  while (sample(work, calls) * calls < sampleMilliseconds * 1000) calls *= 2;
  return calls;
}

/** The best sample of each, taken in turns, so that a busy machine is busy for both. */
function compare(name, ours, reference, unit = "microseconds CPU") {
  const sides = [ours, reference].map((work) => ({ work, calls: callsFor(work), best: Infinity }));
  for (let turn = 0; turn < samples; turn += 1)
    for (const side of turn % 2 === 0 ? sides : [...sides].reverse())
      side.best = Math.min(side.best, sample(side.work, side.calls));
  const [own, other] = sides.map((side) => side.best);
  return {
    case: name,
    value: Math.round(own * 10) / 10,
    unit,
    clock: "cpu",
    reference: Math.round(other * 10) / 10,
    ratio: Math.round((other / own) * 1000) / 1000,
  };
}

const ours = () => encode(documentOf(sale), chinese80);
const table = byTable(platformCharset());
const linesOf = (bytes) =>
  previewText(new Uint8Array(bytes), chinese80).filter((line) => line !== "");
const [own, hand] = [linesOf(ours().bytes), linesOf(byHand(sale))];
// Both have done the same work: the same text in the same columns.
if (own.join("\n") !== hand.join("\n")) throw new Error("the two receipts are not the same");

// A photograph has no two pixels alike for long; this has the same unrest.
const width = 576;
const height = 800;
let noise = 1;
const pixels = Uint8Array.from({ length: width * height }, (_, index) => {
  noise = (noise * 1_103_515_245 + 12_345) & 0x7fffffff;
  return ((index % width) / width) * 200 + ((noise >> 16) % 56);
});
const image = { width, height, pixels };

/** The least that any dithering does: every pixel is read and compared, every dot is written. */
function bareLoop() {
  const bits = new Uint8Array((width / 8) * height);
  for (let index = 0; index < pixels.length; index += 1)
    if (pixels[index] < 128) bits[index >> 3] |= 0x80 >> (index & 7);
  return bits;
}

const results = [
  compare("receipt of 40 lines in Chinese, against one written by hand", ours, () => byHand(sale)),
  compare("the same, against one by hand over a table of all codes", ours, () => table(sale)),
  ...["floyd-steinberg", "atkinson", "bayer", "threshold"].map((kind) =>
    compare(`576 × 800 dots by ${kind}, against a bare loop`, () => dither(image, kind), bareLoop),
  ),
  await spoolCase(),
];
if (json) console.log(JSON.stringify({ bench: "printer", results }));
else
  for (const row of results) {
    console.log(row.case);
    console.log(`  ours ${row.value} µs, reference ${row.reference} µs of CPU: ratio ${row.ratio}`);
  }
