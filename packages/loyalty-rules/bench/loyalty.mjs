import { earnPoints, parseProgramme, pointsTerms, redeemPoints, tierOf } from "../dist/index.js";

// npm run bench -- loyalty [--json]: the package beside plain loops over the same figures, in one run, CPU time.
// `ratio` is the loop's time divided by ours.

const json = process.argv.includes("--json");
const name = { "zh-CN": "卡", en: "Card" };
const parsed = parseProgramme({
  format: "tillwright.programme/1",
  currency: "CNY",
  zone: "Asia/Shanghai",
  points: {
    earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
    multipliers: [{ id: "double", times: "2", goods: { tags: ["double"] } }],
    redeem: { pointsPerMajorUnit: 100, step: 100, cap: "50%" },
    expiry: { kind: "months", months: 12 },
  },
  tiers: {
    levels: [
      { id: "plain", name },
      { id: "silver", name, reach: { spend: "1000.00" } },
      { id: "gold", name, reach: { any: [{ spend: "5000.00" }, { visits: 50 }] } },
    ],
  },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
const programme = parsed.value;
const at = 1_800_000_000_000;
const day = 86_400_000;

const lines = Array.from({ length: 10 }, (_, index) => {
  const paid = 500 + index * 137;
  const tags = index % 3 === 0 ? ["double"] : [];
  const run = {
    count: 2,
    list: paid,
    paid,
    tax: 0,
    pointsOffset: 0,
    points: 0,
    tenders: { T1: paid },
  };
  return {
    lineId: `L${index}`,
    productId: `P${index}`,
    name: "goods",
    department: "food",
    categories: ["c"],
    brand: null,
    tags,
    quantity: { kind: "pieces", count: 2 },
    list: 2 * paid,
    deal: 2 * paid,
    paid: 2 * paid,
    tax: 0,
    pointsOffset: 0,
    discounts: [],
    runs: [run],
  };
});
const amount = lines.reduce((sum, line) => sum + line.paid, 0);
const tenders = [{ tenderId: "T1", kind: "stored-value", amount, bonusPart: 1000 }];
const event = { saleId: "S", at, key: "K", storeId: "S1", channel: "till", lines, tenders };
const member = { memberId: "M1", tier: "gold", tags: [], birthday: null, joinedOn: null, debt: 0 };

function lotsOf(count) {
  return Array.from({ length: count }, (_, index) => ({
    account: "member:M1/points",
    lotId: `lot-${index}`,
    issued: 20,
    remaining: 10,
    held: 0,
    expiresAt: at + (index + 1) * day,
    openedAt: at - day,
    source: null,
  }));
}

function settle(lots) {
  let balance = 0;
  for (const lot of lots) if (lot.expiresAt > at) balance += lot.remaining - lot.held;
  const terms = pointsTerms(programme, balance, "max");
  const points = terms.balance - (terms.balance % terms.step);
  const request = { memberId: "M1", saleId: "S", points, amount: points, lots, context: event };
  const paid = redeemPoints(request);
  const earned = earnPoints(programme, event, member);
  return paid.value.commands.length + earned.points;
}

/** The same sale by hand: one pass over the lots, one over the lines, and the postings written out. */
function settleByHand(lots) {
  let balance = 0;
  for (const lot of lots) if (lot.expiresAt > at) balance += lot.remaining - lot.held;
  let missing = balance - (balance % 100);
  const points = missing;
  const parts = [];
  for (const lot of lots) {
    if (missing === 0) break;
    if (lot.expiresAt <= at) continue;
    const part = Math.min(missing, lot.remaining - lot.held);
    if (part <= 0) continue;
    parts.push({ lotId: lot.lotId, amount: part });
    missing -= part;
  }
  const bonus = tenders[0].bonusPart;
  let base = 0;
  for (const line of lines) {
    const times = line.tags.includes("double") ? 2 : 1;
    for (const run of line.runs) {
      base += (run.paid * amount - run.tenders.T1 * bonus) * run.count * times;
    }
  }
  const earned = Math.floor(base / amount / 100);
  const commands = [
    {
      kind: "post",
      key: "K/points-redeemed",
      postings: [
        { account: "member:M1/points", amount: -points, lotParts: parts },
        { account: "member:M1/points-issued", amount: points },
      ],
    },
    {
      kind: "post",
      key: "K/points-earned",
      postings: [
        { account: "member:M1/points", amount: earned, newLot: { lotId: "S/points" } },
        { account: "member:M1/points-issued", amount: -earned },
      ],
    },
  ];
  return commands.length - 1 + earned;
}

const figures = Array.from({ length: 1_000_000 }, (_, index) => ({
  spend: (index * 7919) % 800_000,
  visits: index % 60,
  points: 0,
}));

const [plain, silver, gold] = programme.tiers.levels;

function tiers() {
  const counts = { plain: 0, silver: 0, gold: 0 };
  for (const figure of figures) {
    const tier = tierOf(programme, figure);
    if (tier === gold) counts.gold += 1;
    else if (tier === silver) counts.silver += 1;
    else if (tier === plain) counts.plain += 1;
  }
  return counts.gold + 3 * counts.silver;
}

function tiersByHand() {
  const counts = { plain: 0, silver: 0, gold: 0 };
  for (const { spend, visits } of figures) {
    if (spend >= 500_000 || visits >= 50) counts.gold += 1;
    else if (spend >= 100_000) counts.silver += 1;
    else counts.plain += 1;
  }
  return counts.gold + 3 * counts.silver;
}

/** CPU milliseconds of the fastest of several blocks, ours and the reference in turn. */
function compare(ours, reference, times, blocks) {
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let check = 0;
  for (let block = 0; block < blocks; block += 1) {
    for (const [index, run] of [ours, reference].entries()) {
      const start = process.cpuUsage();
      for (let time = 0; time < times; time += 1) check += run();
      const used = process.cpuUsage(start);
      const each = (used.user + used.system) / 1000 / times;
      if (block > 1) best[index] = Math.min(best[index], each);
    }
  }
  if (check === 0) throw new Error("nothing was computed");
  return { ours: best[0], reference: best[1] };
}

const results = [];
function measure(what, ours, reference, times, blocks = 12) {
  if (ours() !== reference()) throw new Error(`${what}: ${ours()} is not ${reference()}`);
  const spent = compare(ours, reference, times, blocks);
  results.push({
    case: what,
    value: spent.ours * 1000,
    unit: "microseconds",
    clock: "cpu",
    reference: spent.reference * 1000,
    ratio: spent.reference / spent.ours,
  });
}

for (const count of [10, 1000]) {
  const lots = lotsOf(count);
  measure(
    `sale of ten lines, ${count} lots`,
    () => settle(lots),
    () => settleByHand(lots),
    300,
  );
}
measure("tiers of a million members", tiers, tiersByHand, 1, 8);

if (json) console.log(JSON.stringify({ bench: "loyalty", results }));
else {
  for (const { case: what, value, reference, ratio } of results) {
    const times = `${(1 / ratio).toFixed(2)} times the loop's ${reference.toFixed(2)} µs`;
    console.log(`${what}: ${value.toFixed(2)} µs, ${times}`);
  }
}
