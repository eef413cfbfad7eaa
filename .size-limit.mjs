/**
 * What each entry may weigh, minified and gzipped, with everything that it imports. Where nothing was promised, the
 * number is what was measured (beside it) and a tenth more, so that growth is noticed and meant.
 */
const entries = [
  // Promised: the lean engine, and with its parser, which brings zod/mini.
  ["pricing-engine", ["index"], "20 kB"], // 19.99
  ["pricing-engine", ["index", "parse"], "35 kB"], // 34.0
  // Promised: encoder, decoder and previews with their tables.
  ["printer-escpos", ["index"], "30 kB"],
  // All of it; whoever imports one function gets a tenth of this.
  ["values", ["index"], "12.1 kB"], // 11.0
  ["ledger", ["index"], "16.5 kB"], // 14.9
  // With zod/mini for what is registered and the ciphers that seal what names a person.
  ["core-members", ["index"], "41.7 kB"], // 37.9
  ["loyalty-rules", ["index"], "50 kB"], // 45.3
  // With the programme's rules, the journal, and the policies of returns.
  ["cashier", ["index"], "93 kB"], // 84.5
  ["reports", ["index"], "6 kB"], // 5.5
  ["store-sql", ["index"], "10.3 kB"], // 9.3
  // A shop that keeps only a journal pays for no till.
  ["store-sql", ["ledger"], "19.9 kB"], // 18.1
  ["store-sql", ["spool"], "1.1 kB"], // 1.0
  // With what seals a member's fields and opens them again.
  ["store-sql", ["members"], "17.3 kB"], // 15.7
  ["store-sql", ["till"], "32.5 kB"], // 29.4
  ["pricing-engine", ["complete"], "40 kB"], // 36.4
  // Each feature by itself, with what it shares with the engine.
  ["pricing-engine", ["combinations"], "13 kB"], // 11.8
  ["pricing-engine", ["gifts"], "1 kB"], // 0.9
  ["pricing-engine", ["charges"], "13 kB"], // 11.8
  ["pricing-engine", ["manual"], "9.6 kB"], // 8.7
  ["pricing-engine", ["guards"], "9.9 kB"], // 9.0
  ["pricing-engine", ["vendors"], "5.9 kB"], // 5.3
  // The parser of all, and how the documents of each feature are written, with what that shares with the parser.
  ["pricing-engine", ["complete", "parse/complete"], "58.6 kB"], // 53.3
  ["pricing-engine", ["parse/complete"], "29.8 kB"], // 27.1
  ["pricing-engine", ["parse/combinations"], "14.7 kB"], // 13.3
  ["pricing-engine", ["parse/gifts"], "12.3 kB"], // 11.1
  ["pricing-engine", ["parse/charges"], "19.4 kB"], // 17.6
  ["pricing-engine", ["parse/manual"], "15 kB"], // 13.6
  ["pricing-engine", ["parse/guards"], "14.3 kB"], // 13.0
  ["pricing-engine", ["parse/vendors"], "4.9 kB"], // 4.4, without zod
  ["pricing-engine", ["explain"], "20.3 kB"], // 18.4
  ["pricing-engine", ["messages/zh-CN"], "2.9 kB"], // 2.6
  ["printer-escpos", ["parse"], "14 kB"], // 12.7
  ["printer-escpos", ["spool"], "3.8 kB"], // 3.4
  ["printer-escpos", ["browser"], "1.5 kB"], // 1.3
  ["printer-escpos", ["codes"], "1.2 kB"], // 1.1, without bwip-js
  ["printer-escpos", ["templates"], "2.4 kB"], // 2.1
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
