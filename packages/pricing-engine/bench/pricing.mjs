import { parseArgs } from "node:util";
import { compile } from "@tillwright/pricing-engine/complete";
import { explain } from "@tillwright/pricing-engine/explain";
import { basket, cart, document, mixedPromotions, overlappingPromotions } from "./carts.mjs";
import { compileFloor, priceByFloor } from "./floor.mjs";

// node bench/pricing.mjs [--json]: carts a CPU second beside an integer loop written by hand, then the costs of the index, of
// the search for the best combination and of explanations. CPU time is that of the whole process, garbage collection
// included.

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const results = [];

function cpuMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * How many calls make a stretch that the clock of the process can measure; it ticks coarsely, and asking it costs, too. First
 * the action runs until the compiler has nothing more to do for it: a till prices all day, not for a tenth of a second.
 */
function callsFor(action, milliseconds) {
  for (const until = cpuMilliseconds() + 1000; cpuMilliseconds() < until; ) action();
  for (let calls = 1; ; calls *= 2) {
    if (stretch(action, calls) >= milliseconds) return calls;
  }
}

/** Milliseconds of CPU that so many calls take together. */
function stretch(action, calls) {
  const start = cpuMilliseconds();
  for (let call = 0; call < calls; call++) action();
  return cpuMilliseconds() - start;
}

/** Milliseconds of CPU that one call takes: the median of nine stretches. */
function costOf(action) {
  return costsBeside(action, null).cost;
}

/**
 * The cost of one call of each of two, measured in turns, so that whatever else the machine does falls on both. The ratio is
 * the median of the ratios of neighbours.
 */
function costsBeside(action, reference) {
  const calls = callsFor(action, 30);
  const others = reference === null ? 0 : callsFor(reference, 30);
  const turns = Array.from({ length: 9 }, () => ({
    own: stretch(action, calls) / calls,
    other: reference === null ? 0 : stretch(reference, others) / others,
  }));
  return {
    cost: median(turns.map(({ own }) => own)),
    reference: median(turns.map(({ other }) => other)),
    ratio: median(turns.map(({ own, other }) => other / own)),
  };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function record(name, value, unit, reference, ratio) {
  const three = (number) => Number(number.toPrecision(3));
  results.push({
    case: name,
    value: three(value),
    unit,
    clock: "cpu",
    reference: reference === null ? null : three(reference),
    ratio: ratio === null ? null : three(ratio),
  });
  if (values.json) return;
  const beside =
    reference === null ? "" : `  reference ${three(reference)} ${unit}, ratio ${three(ratio)}`;
  console.log(`${name.padEnd(44)} ${three(value)} ${unit}${beside}`);
}

function besideFloor(lines, count) {
  const promotions = mixedPromotions(count);
  const engine = compile(document(promotions));
  const floor = compileFloor(promotions);
  const carts = Array.from({ length: 8 }, (_, i) => cart(lines, i + 1));
  for (const one of carts) {
    const [ours, theirs] = [engine.price(one).totals.due, priceByFloor(floor, one.lines).due];
    if (ours !== theirs) throw new Error(`${lines}x${count}: ${ours} here, ${theirs} by hand`);
  }
  let at = 0;
  const { cost, reference, ratio } = costsBeside(
    () => engine.price(carts[at++ % carts.length]),
    () => priceByFloor(floor, carts[at++ % carts.length].lines),
  );
  record(`price ${lines}x${count}`, 1000 / cost, "carts/s", 1000 / reference, ratio);
}

function beyondIndex() {
  const concern = mixedPromotions(10);
  const others = Array.from({ length: 990 }, (_, i) => ({
    ...mixedPromotions(1)[0],
    id: `other-${i}`,
    goods: { category: `other-${i}` },
  }));
  const one = cart(100, 1);
  const few = compile(document(concern));
  const many = compile(document([...concern, ...others]));
  const { cost, reference, ratio } = costsBeside(
    () => many.price(one),
    () => few.price(one),
  );
  record("1,000 promotions of which 10 concern", cost, "ms", reference, ratio);
}

function combinations(units, count) {
  const times = Array.from({ length: 15 }, (_, seed) => {
    const { lines } = cart(units, seed + 1);
    const single = lines.map((line) => ({ ...line, quantity: { kind: "pieces", count: 1 } }));
    const products = lines.map(({ productId }) => productId);
    const engine = compile(document(overlappingPromotions(products, count, seed + 1)));
    const of = basket(single);
    if (!engine.price(of).certificate.optimal) throw new Error(`${units}x${count} is not proven`);
    for (let call = 0; call < 100; call++) engine.price(of);
    const start = cpuMilliseconds();
    let calls = 0;
    while (calls < 10 || cpuMilliseconds() - start < 40) {
      engine.price(of);
      calls += 1;
    }
    return (cpuMilliseconds() - start) / calls;
  });
  record(`best combination ${units} units x ${count}`, median(times), "ms", null, null);
}

function equalPieces() {
  const line = { ...cart(1, 1).lines[0], quantity: { kind: "pieces", count: 6000 } };
  const engine = compile(document(overlappingPromotions([line.productId], 6, 3)));
  record(
    "6,000 equal pieces x 6",
    costOf(() => engine.price(basket([line]))),
    "ms",
    null,
    null,
  );
}

function beyondBudget(count) {
  const one = cart(2000, 1);
  const products = one.lines.map(({ productId }) => productId);
  const engine = compile(document(overlappingPromotions(products, count, 1)));
  const start = cpuMilliseconds();
  const { optimal } = engine.price(one).certificate;
  const spent = cpuMilliseconds() - start;
  record(`beyond the budget: 2000x${count}, proven ${optimal}`, spent, "ms", null, null);
}

function explanations() {
  const engine = compile(document(mixedPromotions(100)));
  const one = cart(50, 1);
  const priced = engine.price(one);
  record(
    "explain 50x100",
    costOf(() => explain(engine, one, priced)),
    "ms",
    null,
    null,
  );
}

const sizes = [
  [10, 10],
  [50, 10],
  [50, 100],
  [200, 100],
  [200, 1000],
];
for (const [lines, count] of sizes) besideFloor(lines, count);
beyondIndex();
combinations(20, 8);
combinations(50, 10);
combinations(200, 10);
equalPieces();
beyondBudget(40);
beyondBudget(1000);
explanations();
if (values.json) console.log(JSON.stringify({ bench: "pricing", results }));
