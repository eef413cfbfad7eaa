import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The bundle lies where the engine's package can be found from. */
const bundle = fileURLToPath(
  new URL(`../../node_modules/.tillwright-test/child-${process.pid}.mjs`, import.meta.url),
);

/** Node before 22 cannot run TypeScript: the child is bundled from the sources first. */
export async function bundleChild(): Promise<void> {
  mkdirSync(new URL("../../node_modules/.tillwright-test/", import.meta.url), { recursive: true });
  await build({
    entryPoints: [fileURLToPath(new URL("./child.ts", import.meta.url))],
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@tillwright/source"],
    external: ["libsql"],
    logLevel: "error",
    banner: {
      js: 'import { createRequire as tillwrightRequire } from "node:module"; const require = tillwrightRequire(import.meta.url);',
    },
  });
}

/** Takes the bundle away again. */
export function removeChild(): void {
  rmSync(bundle, { force: true });
}

/** A child and what it has said so far, whole lines only. */
export interface Child {
  readonly pid: number;
  lines(): readonly string[];
  errors(): string;
  /** Resolves when it has said the line, or one that begins so; rejects when it ends before. */
  said(beginning: string): Promise<void>;
  /** Ends it as a power switch would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits until it ends by itself. */
  ended(): Promise<number | null>;
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").slice(0, -1);
}

/** Starts the child program. */
export function spawnChild(...parameters: readonly string[]): Child {
  const child: ChildProcess = spawn(process.execPath, ["--no-warnings", bundle, ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  const waiting = new Set<() => void>();
  const gone = new Promise<number | null>((settle) => {
    child.once("close", (code) => {
      settle(code);
      for (const look of waiting) look();
    });
  });
  child.stdout?.on("data", (data: Buffer) => {
    output += data.toString("utf8");
    for (const look of waiting) look();
  });
  child.stderr?.on("data", (data: Buffer) => {
    complaints += data.toString("utf8");
  });
  return {
    pid: child.pid ?? 0,
    lines: () => linesOf(output),
    errors: () => complaints,
    said: (beginning) =>
      new Promise((settle, fail) => {
        const look = (): void => {
          const heard = linesOf(output).some((line) => line.startsWith(beginning));
          if (!heard && child.exitCode === null && child.signalCode === null) return;
          waiting.delete(look);
          if (heard) settle();
          else fail(new Error(`the child ended before it said ${beginning}: ${complaints}`));
        };
        waiting.add(look);
        look();
      }),
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    ended: () => gone,
  };
}
