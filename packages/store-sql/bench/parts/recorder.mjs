// A thread that does the same commits on a file of its own and tells the statements that each executes. It has an engine and a
// heap of its own, so that what is measured next door is not slowed down by being watched.
import { parentPort, workerData } from "node:worker_threads";
import { openConnection, openStore } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { completionOf, makers, openShop } from "./completions.mjs";

const log = [];

async function connect(path, readOnly) {
  const inner = await openConnection(path, { engine: null, readOnly });
  return {
    ...inner,
    prepare(sql) {
      const statement = inner.prepare(sql);
      const logged = (kind) => (parameters) => {
        log.push({ kind, sql, parameters: [...parameters] });
        return statement[kind](parameters);
      };
      return { ...statement, run: logged("run"), get: logged("get"), all: logged("all") };
    },
  };
}

const store = await openStore({ path: workerData.path, connect });
store.driver.exec("PRAGMA synchronous=OFF");
const till = createSqlTillStore(store);

async function statementsOf(request) {
  log.length = 0;
  const outcome = await till.commit(request);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return [...log];
}

parentPort.on("message", async ({ first, count }) => {
  if (count === 0) {
    store.close();
    parentPort.close();
    return;
  }
  const recorded = [];
  if (first === 0) recorded.push(await statementsOf(openShop));
  for (let index = recorded.length; index < count; index += 1) {
    recorded.push(await statementsOf(completionOf(makers[workerData.maker](first + index))));
  }
  parentPort.postMessage(recorded);
});
