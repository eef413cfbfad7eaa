import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
let bundled: Promise<string> | null = null;

/** The example as one program for Node, made from the sources once for a test file. */
function exampleProgram(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  // The bundler is a plain script of the repository without types.
  const bundler = join(root, "scripts", "workspace", "bundle.mjs");
  const { bundleFromSources } = (await import(bundler)) as {
    bundleFromSources: (options: {
      entryPoints: Record<string, string>;
      outdir: string;
    }) => Promise<void>;
  };
  const outdir = mkdtempSync(join(tmpdir(), "tillwright-example-"));
  await bundleFromSources({
    entryPoints: { main: fileURLToPath(new URL("../src/main.ts", import.meta.url)) },
    outdir,
  });
  return join(outdir, "main.js");
}

/** What a run of the example came to. */
export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A run of the example that can be watched and killed. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

/** How a run is set up. */
export interface RunOptions {
  /** What is typed. */
  readonly input?: string;
  /** Whether the keyboard stays there after the last line. */
  readonly keepOpen?: boolean;
  /** No file may grow beyond so many half kilobytes. */
  readonly fileLimitBlocks?: number;
}

/** Starts the example. */
export async function startExample(
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<Running> {
  const program = await exampleProgram();
  const command = [
    process.execPath,
    "--disable-warning=ExperimentalWarning",
    program,
    ...parameters,
  ];
  const { fileLimitBlocks } = options;
  const child =
    fileLimitBlocks === undefined
      ? spawn(command[0] ?? "", command.slice(1))
      : spawn("sh", ["-c", `ulimit -f ${fileLimitBlocks}; exec "$@"`, "sh", ...command]);
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString("utf8");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString("utf8");
  });
  child.stdin?.on("error", () => {});
  child.stdin?.write(options.input ?? "");
  if (options.keepOpen !== true) child.stdin?.end();
  const ended = new Promise<Run>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
  return { child, ended };
}

/** Runs the example to its end. */
export async function runExample(
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  return await (await startExample(parameters, options)).ended;
}
