import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const repository = resolve(import.meta.dirname, "../..");

/** A small repository of the same shape, in a path with a space, with one package and an example that says what it got. */
let workspace = "";

const manifest = {
  name: "@tillwright/stub",
  version: "0.0.0",
  exports: { ".": { "@tillwright/source": "./src/index.ts" } },
};

const example = `
import { readFileSync } from "node:fs";
import { greeting } from "@tillwright/stub";
if (process.argv[2] === "wait") {
  process.on("SIGTERM", () => { console.log("saved"); process.exit(3); });
  console.log("waiting");
  setInterval(() => {}, 1000);
} else {
  const source: string = readFileSync(new URL(import.meta.url), "utf8");
  console.log(JSON.stringify({ greeting, given: process.argv.slice(2), sawItself: source.includes("sawItself") }));
  process.exitCode = process.argv[2] === "fail" ? 7 : 0;
}
`;

beforeAll(() => {
  workspace = realpathSync(mkdtempSync(join(tmpdir(), "till wright ")));
  const stub = join(workspace, "packages", "stub");
  const shop = join(workspace, "examples", "supermarket");
  mkdirSync(join(stub, "src"), { recursive: true });
  mkdirSync(join(shop, "src"), { recursive: true });
  mkdirSync(join(workspace, "node_modules", ".pnpm"), { recursive: true });
  cpSync(join(repository, "pnpm-lock.yaml"), join(workspace, "node_modules/.pnpm/lock.yaml"));
  cpSync(join(repository, "scripts"), join(workspace, "scripts"), { recursive: true });
  for (const name of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"]) {
    cpSync(join(repository, name), join(workspace, name));
  }
  symlinkSync(join(repository, "node_modules", "esbuild"), join(workspace, "node_modules/esbuild"));
  writeFileSync(join(stub, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(stub, "src", "index.ts"), 'export const greeting: string = "欢迎光临";\n');
  writeFileSync(join(shop, "package.json"), '{ "type": "module" }');
  writeFileSync(join(shop, "src", "main.ts"), example);
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

function demo(parameters, environment = {}) {
  const run = spawnSync(process.execPath, [join(workspace, "scripts", "demo.mjs"), ...parameters], {
    cwd: workspace,
    encoding: "utf8",
    env: { ...process.env, INIT_CWD: workspace, ...environment },
  });
  return { ...run, answer: run.stdout ? JSON.parse(run.stdout) : null };
}

describe("npm run demo", () => {
  test("bundles the example from the packages' sources and passes the arguments on", () => {
    const { status, stderr, answer } = demo(["till", "--lang", "en"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(answer).toEqual({
      greeting: "欢迎光临",
      given: ["till", "--lang", "en"],
      sawItself: true,
    });
  });

  test("ends with the example's own exit code", () => {
    expect(demo(["fail"]).status).toBe(7);
  });

  test("finds the file of a replay where the caller stands, and leaves options alone", () => {
    const caller = join(workspace, "packages");
    const { answer } = demo(["replay", "--lang", "zh", "stub/package.json"], { INIT_CWD: caller });
    expect(answer.given).toEqual(["replay", "--lang", "zh", join(caller, "stub/package.json")]);
  });

  test("bundles again when a source changed", () => {
    expect(demo([]).answer.greeting).toBe("欢迎光临");
    const source = join(workspace, "packages", "stub", "src", "index.ts");
    writeFileSync(source, 'export const greeting: string = "welcome";\n');
    expect(demo([]).answer.greeting).toBe("welcome");
  });

  test("passes a signal on and waits until the example has put its things away", async () => {
    const child = spawn(process.execPath, [join(workspace, "scripts", "demo.mjs"), "wait"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      if (text.includes("waiting")) child.kill("SIGTERM");
    });
    const code = await new Promise((settle) => child.on("close", settle));
    expect(said).toBe("waiting\nsaved\n");
    expect(code).toBe(3);
  });
});
