/**
 * What each entry may weigh, minified and gzipped, with everything that it imports. `limit` is a promise to those who
 * embed an entry; where nothing was promised it is what was measured and a tenth more, so that growth is noticed.
 */
const budgets = [
  // Promised: the engine fits into any till, with all of values that it needs.
  budget("pricing-engine", "index", "20 kB"),
  // Promised: the engine with its document parser, which brings zod/mini.
  { ...budget("pricing-engine", "index", "35 kB"), also: "parse" },
  // Promised: encoder, decoder and previews with their tables.
  budget("printer-escpos", "index", "30 kB"),
];

export default budgets.map(({ also, ...entry }) =>
  also ? { ...entry, name: `${entry.name} + ${also}`, path: [entry.path, also] } : entry,
);

function budget(folder, key, limit) {
  return { name: `${folder}/${key}`, path: `packages/${folder}/dist/${key}.js`, limit, gzip: true };
}
