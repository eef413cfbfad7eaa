import { Worker } from "node:worker_threads";
import { resolveLibsql } from "../load-libsql.js";
import type { EngineName } from "../open-connection.js";

/** What the thread does: a consistent copy by SQLite itself, then a full check of the copy. */
const program = `
const { parentPort, workerData } = require("node:worker_threads");
const { engine, enginePath, source, target } = workerData;
const open = (path) => {
  if (engine === "node:sqlite") {
    const { DatabaseSync } = require("node:sqlite");
    return new DatabaseSync(path, { readOnly: true });
  }
  const Database = require(enginePath);
  return new Database("file:" + encodeURI(path).replace(/[?#]/g, encodeURIComponent) + "?mode=ro");
};
try {
  const from = open(source);
  from.exec("PRAGMA busy_timeout=5000");
  from.prepare("VACUUM INTO ?").run(target);
  from.close();
  const copy = open(target);
  const integrity = copy.prepare("PRAGMA integrity_check(1)").get().integrity_check;
  copy.close();
  parentPort.postMessage({ integrity });
} catch (error) {
  const { message, code, errcode, rawCode } = error;
  parentPort.postMessage({ message, code, errcode, rawCode });
}
`;

function isAnswer(message: object): message is { readonly integrity: string } {
  return "integrity" in message;
}

/** The engine's error as it was thrown in the thread: its codes say what happened. */
function errorOf(message: object): Error {
  const text = "message" in message ? String(message.message) : "the copying thread failed";
  return Object.assign(new Error(text), message);
}

/**
 * Copies the store's file on a thread of its own, so that the till goes on selling, and answers what the integrity check of
 * the copy says. The copy shows the file as it was when copying began.
 */
export function copyInWorker(engine: EngineName, source: string, target: string): Promise<string> {
  const enginePath = engine === "libsql" ? resolveLibsql() : null;
  return new Promise((settle, fail) => {
    const worker = new Worker(program, {
      eval: true,
      workerData: { engine, enginePath, source, target },
      execArgv: engine === "node:sqlite" ? ["--no-warnings"] : [],
    });
    worker.once("message", (message: object) => {
      if (isAnswer(message)) settle(message.integrity);
      else fail(errorOf(message));
    });
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error("the copying thread ended early")));
  });
}
