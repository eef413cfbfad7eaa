import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cart, document, mixedPromotions } from "../packages/pricing-engine/bench/carts.mjs";
import { root } from "./workspace/root.mjs";
import { handOver } from "./workspace/run.mjs";

// npm run bench:peers: installs other engines in exact versions into a folder outside of the workspace and prints the same table
// of lines × promotions for them and for ours, in carts a CPU second, with what each leaves out. What cannot be
// installed is said. The folder is removed at the end.

const sizes = [
  [10, 10],
  [50, 10],
  [50, 100],
  [200, 100],
  [200, 1000],
];

/** Each makes, of the promotions, a function that handles one cart and returns something that depends on it. */
const peers = [
  {
    name: "json-rules-engine",
    packages: ["json-rules-engine@7.3.1"],
    leavesOut: "all money: it says which promotions concern the cart, not what a line costs",
    prepare: ({ load }) => {
      const { Engine } = load("json-rules-engine");
      return (promotions) => {
        const engine = new Engine();
        for (const promotion of promotions) {
          engine.addRule({
            conditions: { all: [conditionOf(promotion)] },
            event: { type: promotion.id },
          });
        }
        return async ({ lines }) => (await engine.run(factsOf(lines))).events.length;
      };
    },
  },
  {
    name: "@gorules/zen-engine",
    packages: ["@gorules/zen-engine@0.54.0"],
    leavesOut: "all money: a decision table says which promotions concern the cart",
    prepare: ({ load }) => {
      const { ZenEngine } = load("@gorules/zen-engine");
      return (promotions) => {
        const decision = new ZenEngine().createDecision(decisionOf(promotions));
        return async ({ lines }) => (await decision.evaluate(factsOf(lines))).result.length;
      };
    },
  },
  {
    name: "@medusajs/promotion",
    packages: ["@medusajs/promotion@2.21.2", "@medusajs/utils@2.21.2"],
    leavesOut:
      "rounding to minor units, item promotions that compete, explanations; one call a promotion, as its module makes them",
    prepare: ({ load, folder }) => {
      // The package asks for the whole framework and takes only its utilities from there.
      const shim = join(folder, "node_modules", "@medusajs", "framework");
      mkdirSync(shim, { recursive: true });
      writeFileSync(
        join(shim, "package.json"),
        '{ "name": "@medusajs/framework", "version": "2.21.2" }',
      );
      writeFileSync(join(shim, "utils.js"), 'module.exports = require("@medusajs/utils");');
      const inside = "@medusajs/promotion/dist/utils/compute-actions";
      const { getComputedActionsForItems } = load(`${inside}/line-items`);
      const { getComputedActionsForBuyGet } = load(`${inside}/buy-get`);
      return (promotions) => {
        const made = promotions.map(medusaPromotion);
        return ({ lines }) => {
          const items = lines.map(medusaItem);
          const applied = new Map();
          const eligible = new Map();
          const target = new Map();
          return made.flatMap((promotion) =>
            promotion.type === "buyget"
              ? getComputedActionsForBuyGet(promotion, items, applied, eligible, target)
              : getComputedActionsForItems(promotion, items, applied),
          ).length;
        };
      };
    },
  },
  {
    name: "@vendure/core",
    packages: ["@vendure/core@3.7.3"],
    leavesOut: "not measured where it cannot be installed",
    prepare: () => {
      throw new Error("it was installed, but its order calculator runs only inside its server");
    },
  },
];

function conditionOf({ kind, goods, amount }) {
  return kind === "threshold"
    ? { fact: "total", operator: "greaterThanInclusive", value: Number(amount) * 100 }
    : { fact: "categories", operator: "contains", value: goods.category };
}

function factsOf(lines) {
  let total = 0;
  const categories = new Set();
  for (const { price, quantity, categories: own } of lines) {
    total += (price.unit.micros / 10_000) * quantity.count;
    categories.add(own[0]);
  }
  return { total, categories: [...categories] };
}

function decisionOf(promotions) {
  const rules = promotions.map(({ id, kind, goods, amount }) => ({
    _id: id,
    total: kind === "threshold" ? `>= ${Number(amount) * 100}` : "",
    category: kind === "threshold" ? "" : `contains($, '${goods.category}')`,
    promotion: `'${id}'`,
  }));
  const table = {
    hitPolicy: "collect",
    inputs: [
      { id: "total", name: "total", field: "total" },
      { id: "category", name: "category", field: "categories" },
    ],
    outputs: [{ id: "promotion", name: "promotion", field: "promotion" }],
    rules,
  };
  return {
    nodes: [
      { id: "in", type: "inputNode", name: "in" },
      { id: "table", type: "decisionTableNode", name: "table", content: table },
      { id: "out", type: "outputNode", name: "out" },
    ],
    edges: [
      { id: "e1", sourceId: "in", targetId: "table" },
      { id: "e2", sourceId: "table", targetId: "out" },
    ],
  };
}

function medusaPromotion({ id, kind, goods, off }) {
  const rules = (category) => [
    { attribute: "items.category", operator: "eq", values: [{ value: category }] },
  ];
  const method = { target_type: "items", max_quantity: 1000 };
  if (kind === "threshold") {
    const across = { ...method, type: "fixed", allocation: "across", value: Number(off) };
    return { code: id, type: "standard", application_method: { ...across, target_rules: [] } };
  }
  if (kind === "percent-off") {
    const each = {
      ...method,
      type: "percentage",
      allocation: "each",
      value: Number.parseInt(off, 10),
    };
    return {
      code: id,
      type: "standard",
      application_method: { ...each, target_rules: rules(goods.category) },
    };
  }
  return {
    code: id,
    type: "buyget",
    application_method: {
      ...method,
      type: "percentage",
      allocation: "each",
      value: 100,
      apply_to_quantity: 1,
      buy_rules_min_quantity: 2,
      buy_rules: rules(goods.category),
      target_rules: rules(goods.category),
    },
  };
}

function medusaItem({ lineId, price, quantity, categories }) {
  const total = (price.unit.micros / 1_000_000) * quantity.count;
  return {
    id: lineId,
    quantity: quantity.count,
    subtotal: total,
    original_total: total,
    category: categories[0],
    is_discountable: true,
  };
}

function cpuMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Carts a CPU second: after a warm-up, at least a third of a second of work, and one cart at least. */
async function cartsPerSecond(handle, carts) {
  const measure = async (least) => {
    const start = cpuMilliseconds();
    let calls = 0;
    for (; calls === 0 || cpuMilliseconds() - start < least; calls++) {
      await handle(carts[calls % carts.length]);
    }
    return (calls * 1000) / (cpuMilliseconds() - start);
  };
  await measure(100);
  return measure(350);
}

async function rowOf(prepare) {
  const cells = [];
  for (const [lines, count] of sizes) {
    const carts = Array.from({ length: 4 }, (_, i) => cart(lines, i + 1));
    const rate = await cartsPerSecond(prepare(mixedPromotions(count)), carts);
    cells.push(rate >= 100 ? Math.round(rate).toLocaleString("en") : rate.toPrecision(3));
  }
  return cells;
}

/** Installs a peer into an empty folder; says why where that fails. */
function install(parent, { name, packages }) {
  const folder = join(parent, name.replaceAll("/", "-"));
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const parameters = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--legacy-peer-deps",
  ];
  const { status, stderr } = spawnSync("npm", [...parameters, ...packages], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
    timeout: 600_000,
  });
  if (status === 0) return { folder, load: createRequire(join(folder, "package.json")) };
  const said = stderr.split("\n").filter((line) => line.startsWith("npm error"));
  throw new Error(said.slice(0, 2).join(" ").replaceAll("npm error ", "") || "npm gave up");
}

const built = await handOver(process.execPath, [
  join(root, "scripts", "build.mjs"),
  "--js-only",
  "--quiet",
  "pricing-engine",
]);
if (built !== 0) process.exit(built);
const ours = join(root, "packages", "pricing-engine", "dist", "index.js");
const { compile } = await import(pathToFileURL(ours).href);

const heading = sizes.map(([lines, count]) => `${lines}×${count}`);
const table = [["carts a CPU second, lines × promotions", ...heading]];
const notes = [];
table.push([
  "@tillwright/pricing-engine",
  ...(await rowOf((promotions) => {
    const engine = compile(document(promotions));
    return (one) => engine.price(one).totals.due;
  })),
]);

const parent = mkdtempSync(join(tmpdir(), "tillwright-peers-"));
try {
  for (const peer of peers) {
    try {
      const prepare = peer.prepare(install(parent, peer));
      table.push([peer.packages[0], ...(await rowOf(prepare))]);
      notes.push(`${peer.name} leaves out ${peer.leavesOut}.`);
    } catch (error) {
      notes.push(`${peer.packages[0]} was not measured: ${error.message}`);
    }
  }
} finally {
  rmSync(parent, { recursive: true, force: true });
}
for (const [name, ...cells] of table) {
  console.log([name.padEnd(40), ...cells.map((cell) => cell.padStart(10))].join(" "));
}
for (const note of notes) console.log(note);
