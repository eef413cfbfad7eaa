import { memorySpoolStore, type SpoolJob, type SpoolStore } from "@tillwright/printer-escpos/spool";
import { spoolStoreContract } from "@tillwright/printer-escpos/testing";
import { expect, test } from "vitest";

/** What a store gets wrong, as the methods that replace those of a good one. */
type Fault = (good: SpoolStore) => Partial<SpoolStore>;

const first = <Value>(values: readonly Value[]): Value | undefined => values[0];

/** Finds and lists every job with something else about it. */
const telling =
  (other: (job: SpoolJob) => SpoolJob): Fault =>
  (good) => ({
    find: async (id) => {
      const job = await good.find(id);
      return job === undefined ? undefined : other(job);
    },
    list: async (...of) => (await good.list(...of)).map(other),
  });

const faults: Readonly<Record<string, Fault>> = {
  "keeps the caller's array": (good) => {
    const given = new Map<string, Uint8Array>();
    const own = telling((job) => ({ ...job, bytes: given.get(job.id) ?? job.bytes }))(good);
    return {
      ...own,
      add: (job) => {
        given.set(job.id, job.bytes);
        return good.add(job);
      },
    };
  },
  "keeps 65,535 bytes": telling((job) => ({ ...job, bytes: job.bytes.slice(0, 0xffff) })),
  "keeps seven bits": telling((job) => ({ ...job, bytes: job.bytes.map((byte) => byte & 0x7f) })),
  "forgets attempts": (good) => ({
    change: (id, from, to) => good.change(id, from, { ...to, attempts: 0 }),
  }),
  "keeps an old reason": (good) => {
    const told = new Map<string, SpoolJob["reason"]>();
    return {
      ...telling((job) => {
        const reason = job.reason ?? told.get(job.id);
        return reason === undefined ? job : { ...job, reason };
      })(good),
      change: (id, from, to) => {
        if (to.reason !== undefined) told.set(id, to.reason);
        return good.change(id, from, to);
      },
    };
  },
  "changes a job in any state": (good) => ({
    change: async (id, _from, to) => {
      const job = await good.find(id);
      return job !== undefined && good.change(id, job.state, to);
    },
  }),
  "puts back a job in any state": (good) => ({
    putBack: async (id) => {
      const job = await good.find(id);
      return job !== undefined && good.putBack(id, job.state);
    },
  }),
  "says that every change was made": (good) => ({
    change: async (...of) => (await good.change(...of)) || true,
  }),
  "says that every job was put back": (good) => ({
    putBack: async (...of) => (await good.putBack(...of)) || true,
  }),
  "puts back at the old place": (good) => ({
    putBack: (id, from) => good.change(id, from, { state: "waiting", attempts: 0 }),
  }),
  "puts back with the attempts": (good) => ({
    putBack: async (id, from) =>
      (await good.putBack(id, from)) &&
      good.change(id, "waiting", { state: "waiting", attempts: 2 }),
  }),
  "tells the first number of a job for ever": (good) => {
    const numbers = new Map<string, number>();
    return {
      ...telling((job) => ({ ...job, sequence: numbers.get(job.id) ?? job.sequence }))(good),
      add: async (job) => {
        const added = await good.add(job);
        numbers.set(job.id, added.sequence);
        return added;
      },
    };
  },
  "gives all jobs one number": (good) => ({
    ...telling((job) => ({ ...job, sequence: 1 }))(good),
    add: async (job) => ({ ...(await good.add(job)), sequence: 1 }),
    nextWaiting: async (printer) => {
      const job = await good.nextWaiting(printer);
      return job === undefined ? undefined : { ...job, sequence: 1 };
    },
  }),
  "lists jobs of every printer": (good) => ({
    list: async (_printer, state) => [
      ...(await good.list("front", state)),
      ...(await good.list("back", state)),
      ...(await good.list("前台", state)),
    ],
  }),
  "lists jobs of every state": (good) => ({ list: (printer) => good.list(printer) }),
  "lists by id": (good) => ({
    list: async (...of) =>
      [...(await good.list(...of))].sort((one, other) => (one.id < other.id ? -1 : 1)),
  }),
  "sends the newest job first": (good) => ({
    nextWaiting: async (printer) => (await good.list(printer, "waiting")).at(-1),
  }),
  "sends jobs in any state": (good) => ({
    nextWaiting: async (printer) => first(await good.list(printer)),
  }),
  "sends jobs of any printer": (good) => ({
    nextWaiting: async () =>
      (await good.nextWaiting("front")) ??
      (await good.nextWaiting("back")) ??
      good.nextWaiting("前台"),
  }),
  "finds a job for every id": (good) => ({
    find: async (id) => (await good.find(id)) ?? first(await good.list("front")),
  }),
  "answers a known id with what was handed in": (good) => ({
    add: async (job) => ({ ...(await good.add(job)), ...job }),
  }),
  "answers a known id as waiting": (good) => ({
    add: async (job) => ({ ...(await good.add(job)), state: "waiting", attempts: 0 }),
  }),
  "numbers a job for each hand": (good) => {
    let number = 0;
    return {
      add: async (job) => {
        number += 1;
        return { ...(await good.add(job)), sequence: number };
      },
    };
  },
  "numbers a job for each of those who bring it at once": (good) => {
    const hands = new Map<string, number>();
    return {
      add: async (job) => {
        const others = hands.get(job.id) ?? 0;
        hands.set(job.id, others + 1);
        const added = await good.add(job);
        hands.delete(job.id);
        return { ...added, sequence: added.sequence + others };
      },
    };
  },
  "lets everybody send who looked in time": (good) => ({
    change: async (id, from, to) => {
      const job = await good.find(id);
      if (job?.state !== from) return false;
      await good.change(id, from, to);
      return true;
    },
  }),
  "lets everybody put back who looked in time": (good) => ({
    putBack: async (id, from) => {
      const job = await good.find(id);
      if (job?.state !== from) return false;
      await good.putBack(id, from);
      return true;
    },
  }),
  "answers with the job itself, which goes on changing": (good) => {
    const live = new Map<string, SpoolJob>();
    const own = (job: SpoolJob) => {
      const kept = live.get(job.id) ?? { ...job };
      live.set(job.id, Object.assign(kept, job));
      return kept;
    };
    return {
      add: async (job) => own(await good.add(job)),
      list: async (...of) => (await good.list(...of)).map(own),
      change: async (id, from, to) => {
        const isChanged = await good.change(id, from, to);
        const job = await good.find(id);
        if (job !== undefined) own(job);
        return isChanged;
      },
    };
  },
};

/** What each is told: the case of the contract, and what was not as it must be. */
const told: Readonly<Record<string, readonly string[]>> = {
  "keeps the caller's array": ["the caller may use its array again | bytes"],
  "keeps 65,535 bytes": [
    "a job without bytes, and one longer than a picture, are jobs | length of the long one",
  ],
  "keeps seven bits": [
    "a job waits as it was handed in | find",
    "a job without bytes, and one longer than a picture, are jobs | its bytes",
  ],
  "forgets attempts": [
    "an id that is known is not taken in again, and answers as it stands | the same while it is sent",
    "a change sets state, attempts and reason, and nothing else | the job",
    "a change without a reason leaves none | the job",
  ],
  "keeps an old reason": [
    "a job that is put back waits behind all others, afresh | the job",
    "a change without a reason leaves none | the job",
  ],
  "changes a job in any state": ["a job in another state is not changed | change"],
  "puts back a job in any state": ["a job in another state is not changed | putBack"],
  "says that every change was made": [
    "a job in another state is not changed | change",
    "a job that is not there is not changed | change",
    "of two who want to send a job at once one may | those who may",
  ],
  "says that every job was put back": [
    "a job in another state is not changed | putBack",
    "a job that is not there is not changed | putBack",
    "of two who put a job back at once one does | those who did",
  ],
  "puts back at the old place": [
    "a job that is put back waits behind all others, afresh | waiting",
  ],
  "puts back with the attempts": [
    "a job that is put back waits behind all others, afresh | the job",
  ],
  "tells the first number of a job for ever": [
    "a job that is put back waits behind all others, afresh | its sequence is last",
  ],
  "gives all jobs one number": [
    "jobs stand in the order they came, each printer's by itself | the sequence of job 1 is greater than that before",
    "a job that is put back waits behind all others, afresh | its sequence is last",
  ],
  "lists jobs of every printer": [
    "an id that is known is not taken in again, and answers as it stands | jobs of the other printer",
    "what is not there is not found | list",
    "jobs stand in the order they came, each printer's by itself | front",
  ],
  "lists jobs of every state": [
    "what is not there is not found | list of a state",
    "the next job is the first that waits | printed",
  ],
  "lists by id": [
    "jobs stand in the order they came, each printer's by itself | front",
    "a job that is put back waits behind all others, afresh | waiting",
  ],
  "sends the newest job first": [
    "jobs stand in the order they came, each printer's by itself | the first at the back",
    "the next job is the first that waits | after the first is printed",
  ],
  "sends jobs in any state": ["the next job is the first that waits | after the first is printed"],
  "sends jobs of any printer": [
    "what is not there is not found | nextWaiting",
    "jobs stand in the order they came, each printer's by itself | the first at the back",
  ],
  "finds a job for every id": ["what is not there is not found | find"],
  "answers a known id with what was handed in": [
    "an id that is known is not taken in again, and answers as it stands | another one under its id",
  ],
  "answers a known id as waiting": [
    "an id that is known is not taken in again, and answers as it stands | the same while it is sent",
  ],
  "numbers a job for each hand": [
    "an id that is known is not taken in again, and answers as it stands | the same again",
  ],
  "numbers a job for each of those who bring it at once": [
    "the same job from several hands at once is one job | each answer",
  ],
  "lets everybody send who looked in time": [
    "of two who want to send a job at once one may | those who may",
  ],
  "lets everybody put back who looked in time": [
    "of two who put a job back at once one does | those who did",
  ],
  "answers with the job itself, which goes on changing": [
    "a change without a reason leaves none | the job",
    "an answer is of its moment and does not change with the job | what add answered",
  ],
};

async function failed(fault: Fault): Promise<readonly string[]> {
  const makeStore = async (): Promise<SpoolStore> => {
    const good = memorySpoolStore();
    return { ...good, ...fault(good) };
  };
  const seen = await Promise.all(
    spoolStoreContract.map(({ name, run }) =>
      run(makeStore).then(
        () => [],
        (error: unknown) => [`${name} | ${error instanceof Error ? error.message : ""}`],
      ),
    ),
  );
  return seen.flat();
}

test.each(Object.entries(faults))("a store that %s is told so", async (name, fault) => {
  const seen = await failed(fault);
  expect(seen.map((message) => message.split(": expected ")[0])).toEqual(told[name]);
});

test("a case says what was expected and what was seen", async () => {
  expect(await failed(faults["keeps the caller's array"] ?? telling((job) => job))).toEqual([
    "the caller may use its array again | bytes: expected [1,2,3], saw [9,9,9]",
  ]);
});

test("a good store is told nothing, and no case of the contract goes unbroken", async () => {
  expect(await failed(() => ({}))).toEqual([]);
  const broken = new Set(Object.values(told).flatMap((of) => of.map((one) => one.split(" | ")[0])));
  expect(spoolStoreContract.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual(
    [],
  );
});
