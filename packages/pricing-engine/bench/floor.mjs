// The indexed integer loop that somebody would write by hand for exactly three kinds of promotion: a percentage on a
// category, an amount off the order from a threshold on, and buy two get one on a category. It knows nothing of conditions,
// units, explanations or overlapping promotions, and writes every (promotion, line, amount) into flat arrays.

/** Promotions by category, thresholds in order. */
export function compileFloor(promotions) {
  const percents = new Map();
  const freebies = new Map();
  const thresholds = [];
  promotions.forEach((promotion, index) => {
    if (promotion.kind === "percent-off") push(percents, promotion, index);
    else if (promotion.kind === "buy-n-get-m") push(freebies, promotion, index);
    else {
      thresholds.push({ index, amount: fen(promotion.amount), off: fen(promotion.off) });
    }
  });
  return { percents, freebies, thresholds };
}

function push(map, promotion, index) {
  const { category } = promotion.goods;
  const entry = { index, off: Number.parseInt(promotion.off ?? "0", 10) };
  if (map.has(category)) map.get(category).push(entry);
  else map.set(category, [entry]);
}

function fen(text) {
  return Math.round(Number(text) * 100);
}

/** The price of a cart whose prices are whole fen and whose categories have promotions of one kind each. */
export function priceByFloor({ percents, freebies, thresholds }, lines) {
  const count = lines.length;
  const deal = new Float64Array(count);
  const now = new Float64Array(count);
  const ledger = { promotions: [], lines: [], amounts: [] };
  const groups = new Map();
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const line = lines[i];
    const amount = (line.price.unit.micros / 10_000) * line.quantity.count;
    const category = line.categories[0];
    deal[i] = amount;
    now[i] = amount;
    sum += amount;
    const offers = percents.get(category);
    if (offers !== undefined) {
      let best = offers[0];
      for (const offer of offers) if (offer.off > best.off) best = offer;
      const paid = Math.floor((amount * (100 - best.off) + 50) / 100);
      write(ledger, now, best.index, i, amount - paid);
    } else if (freebies.has(category)) {
      if (groups.has(category)) groups.get(category).push(i);
      else groups.set(category, [i]);
    }
  }
  for (const [category, members] of groups) {
    giveThirds(freebies.get(category)[0].index, lines, members, now, ledger);
  }
  for (const { index, amount, off } of thresholds) {
    if (sum >= amount) prorate(index, off, deal, sum, now, ledger);
  }
  let due = 0;
  for (let i = 0; i < count; i++) due += now[i];
  return { due, now, ledger };
}

function write(ledger, now, promotion, line, amount) {
  if (amount === 0) return;
  now[line] -= amount;
  ledger.promotions.push(promotion);
  ledger.lines.push(line);
  ledger.amounts.push(amount);
}

function giveThirds(promotion, lines, members, now, ledger) {
  members.sort((a, b) => lines[b].price.unit.micros - lines[a].price.unit.micros);
  let seen = 0;
  for (const i of members) {
    const { count } = lines[i].quantity;
    const free = Math.floor((seen + count) / 3) - Math.floor(seen / 3);
    seen += count;
    write(ledger, now, promotion, i, free * (lines[i].price.unit.micros / 10_000));
  }
}

const keys = new Float64Array(1024);
const parts = new Float64Array(1024);

/** Largest remainder over the deal amounts; what a line cannot give any more, the next ones with room give. */
function prorate(promotion, off, deal, sum, now, ledger) {
  const count = deal.length;
  let left = off;
  let clipped = 0;
  for (let i = 0; i < count; i++) {
    const product = off * deal[i];
    const remainder = product % sum;
    const part = (product - remainder) / sum;
    left -= part;
    keys[i] = remainder * 1024 + (1023 - i);
    parts[i] = part;
  }
  if (left > 0) {
    const order = keys.subarray(0, count).sort();
    for (let k = 0; k < left; k++) parts[1023 - (order[count - 1 - k] % 1024)] += 1;
  }
  for (let i = 0; i < count; i++) {
    if (parts[i] > now[i]) {
      clipped += parts[i] - now[i];
      parts[i] = now[i];
    }
  }
  for (let i = 0; i < count; i++) {
    const more = Math.min(clipped, now[i] - parts[i]);
    clipped -= more;
    write(ledger, now, promotion, i, parts[i] + more);
  }
}
