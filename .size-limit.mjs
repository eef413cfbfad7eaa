/**
 * What each entry may weigh, minified and gzipped, with everything that it imports. Where nothing was promised, the
 * number is what was measured and a tenth more, so that growth is noticed and meant.
 */
const entries = [
  // Promised: the engine fits into any till, with all of values that it needs.
  ["pricing-engine", ["index"], "20 kB"],
  // Promised: the engine with its document parser, which brings zod/mini.
  ["pricing-engine", ["index", "parse"], "35 kB"],
  // Promised: encoder, decoder and previews with their tables.
  ["printer-escpos", ["index"], "30 kB"],
  ["values", ["index"], "1 kB"],
  ["ledger", ["index"], "1 kB"],
  ["core-members", ["index"], "1 kB"],
  ["loyalty-rules", ["index"], "1 kB"],
  ["cashier", ["index"], "1 kB"],
  ["reports", ["index"], "1 kB"],
  ["store-sql", ["index"], "1 kB"],
  ["store-sql", ["ledger"], "1 kB"],
  ["store-sql", ["members"], "1 kB"],
  ["store-sql", ["till"], "1 kB"],
  ["pricing-engine", ["explain"], "1 kB"],
  ["pricing-engine", ["messages/zh-CN"], "1 kB"],
  ["printer-escpos", ["parse"], "1 kB"],
];

export default entries.map(([folder, keys, limit]) => {
  const files = keys.map((key) => `packages/${folder}/dist/${key}.js`);
  return {
    name: `${folder}/${keys.join(" + ")}`,
    path: files,
    import: keys.length > 1 ? importing(files) : undefined,
    limit,
    gzip: true,
    // The store runs on Node and brings its engine along as a dependency of its own.
    ignore: folder === "store-sql" ? ["node:*", "libsql"] : [],
  };
});

/** Two entries in one bundle share what both need; each but the first is imported by the names it exports. */
function importing([first, ...others]) {
  return Object.fromEntries([
    [first, "*"],
    ...others.map((file) => [file, "{ parseBasket, parseRules }"]),
  ]);
}
