// Carts and rules for the benchmark, the same on every run.

/** Numbers from 0 on, below `below`, that follow each other without a pattern (a linear congruential sequence). */
export function sequence(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const categories = 20;

export function cart(size, seed, category = (next) => `c${next(categories)}`) {
  const next = sequence(seed);
  const lines = Array.from({ length: size }, (_, i) => ({
    lineId: `l${i}`,
    productId: `p${i}`,
    quantity: { kind: "pieces", count: 1 + next(3) },
    price: { unit: { micros: (2000 + next(9000)) * 10_000, per: 1, unit: "piece" } },
    department: "food",
    categories: [category(next)],
    brand: null,
    tags: [],
  }));
  return basket(lines);
}

export function basket(lines) {
  return {
    currency: "CNY",
    at: 1_800_000_000_000,
    zone: "+08:00",
    storeId: "s1",
    channel: "till",
    member: null,
    lines,
    codes: [],
    points: null,
    usage: [],
  };
}

/** A third of each kind: percentages on even categories, buy two get one on odd ones, thresholds that every cart reaches. */
export function mixedPromotions(count) {
  return Array.from({ length: count }, (_, i) => {
    const id = `promo-${String(i).padStart(4, "0")}`;
    const pair = Math.floor(i / 3) % (categories / 2);
    if (i % 3 === 0) {
      const off = `${5 + (i % 40)}%`;
      return { kind: "percent-off", id, off, goods: { category: `c${2 * pair}` } };
    }
    if (i % 3 === 1) return { kind: "threshold", id, amount: "20.00", off: "0.50" };
    return { kind: "buy-n-get-m", id, buy: 2, get: 1, goods: { category: `c${2 * pair + 1}` } };
  });
}

/** Promotions that take units, each open to about half of the products, so that all of them overlap. */
export function overlappingPromotions(products, count, seed) {
  const next = sequence(seed);
  return Array.from({ length: count }, (_, i) => {
    const product = products.filter(() => next(2) === 0);
    const goods = { product: product.length === 0 ? [products[0]] : product };
    const id = `o${i}`;
    switch (next(4)) {
      case 0:
        return { kind: "percent-off", id, off: `${10 + next(30)}%`, goods };
      case 1:
        return { kind: "nth-item", id, nth: 2, pay: `${30 + next(50)}%`, goods };
      case 2:
        return { kind: "buy-n-get-m", id, buy: 2, get: 1, goods };
      default:
        return { kind: "pick-m-for-price", id, pieces: 3, price: `${90 + next(60)}.00`, goods };
    }
  });
}

export function document(promotions) {
  return { format: "tillwright.rules/1", currency: "CNY", promotions };
}
