import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root } from "./root.mjs";

/** The environment in which the workspace's tools are found by name and run under the Node that runs this script. */
export function toolEnvironment(extra = {}) {
  const path = [join(root, "node_modules", ".bin"), dirname(process.execPath), process.env.PATH];
  return { ...process.env, ...extra, PATH: path.filter(Boolean).join(delimiter) };
}

/**
 * Runs a program to its end and keeps what it printed.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: Record<string, string>, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} its exit code and its two outputs as they came
 */
export function capture(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: options.cwd ?? root,
      env: options.env ?? toolEnvironment(),
      shell: options.shell ?? false,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (text) => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code, signal) => resolve({ code: exitCodeOf(code, signal), output }));
  });
}

/**
 * Runs a program in the place of this one: its input, outputs and signals are ours, and so is its exit code.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<number>}
 */
export function handOver(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: options.cwd ?? root,
      env: options.env ?? toolEnvironment(),
      stdio: "inherit",
    });
    const forward = (signal) => child.kill(signal);
    // At a terminal, Ctrl-C reaches the whole foreground group: the child has it already.
    const interrupt = process.stdin.isTTY ? () => {} : forward;
    process.on("SIGINT", interrupt);
    process.on("SIGTERM", forward);
    process.on("SIGHUP", forward);
    child.on("error", (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on("close", (code, signal) => {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", forward);
      process.off("SIGHUP", forward);
      resolve(exitCodeOf(code, signal));
    });
  });
}

/** A shell's reading of how a process ended: its code, or 128 and the number of the signal. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
