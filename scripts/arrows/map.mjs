/**
 * Which package may know which. `uses` may be imported; `types` only by `import type`. What a package uses may be
 * used with all that it uses in turn; `parts` narrows that for one entry of a package, in full.
 */
export const arrows = {
  values: {},
  ledger: { uses: ["values"] },
  "core-members": { uses: ["values"] },
  "loyalty-rules": { uses: ["ledger"] },
  "pricing-engine": { uses: ["values"] },
  "printer-escpos": { uses: ["values"] },
  cashier: {
    uses: ["core-members", "ledger", "loyalty-rules", "pricing-engine", "values"],
    types: ["printer-escpos"],
  },
  reports: { uses: ["values"], types: ["cashier", "core-members", "ledger"] },
  "store-sql": {
    uses: ["cashier", "core-members"],
    types: ["printer-escpos", "reports"],
    parts: {
      ledger: ["ledger", "values"],
      members: ["core-members", "values"],
      spool: ["printer-escpos", "values"],
    },
  },
};

/**
 * Where Node's own modules may be imported. Everything else runs in a browser too, and no entry that lies outside of
 * these paths reaches into them.
 */
const platformPaths = [
  "packages/store-sql/src/",
  "packages/printer-escpos/src/node",
  "packages/printer-escpos/src/testing",
  "packages/printer-escpos/src/cli",
];

/** Whether a source belongs to Node: `src/node.ts` and all of `src/node/` do. */
export function isOfPlatform(path) {
  return platformPaths.some((start) => {
    const rest = path.startsWith(start) ? path.slice(start.length) : null;
    return rest !== null && (start.endsWith("/") || rest === ".ts" || rest.startsWith("/"));
  });
}

/**
 * What a package may import: `uses` and `types` with all that follows from them. What is reached over a
 * types-only arrow alone is types only.
 *
 * @param {string} folder
 * @param {typeof arrows} [map]
 * @returns {{ uses: Set<string>, types: Set<string> }}
 */
export function reachOf(folder, map = arrows) {
  const uses = new Set();
  const types = new Set();
  const follow = (from, into) => {
    for (const next of map[from]?.uses ?? []) {
      if (!into.has(next)) {
        into.add(next);
        follow(next, into);
      }
    }
    for (const next of map[from]?.types ?? []) {
      if (!types.has(next)) {
        types.add(next);
        follow(next, types);
      }
    }
  };
  follow(folder, uses);
  for (const one of types) if (uses.has(one)) types.delete(one);
  // What a package says of itself is narrower than what follows: its own types-only arrow stays types only.
  for (const one of map[folder]?.types ?? []) {
    uses.delete(one);
    types.add(one);
  }
  return { uses, types };
}
