import { describe, expect, test } from "vitest";
import { statusOfRealTime, statusOfStatusBack } from "../src/status/printer-status.js";
import { createPrinterModel, type PrinterCondition } from "../src/testing/printer-model.js";
import { createRealTimeFilter } from "../src/testing/real-time.js";

function printer(condition: Partial<PrinterCondition> = {}) {
  const answers: number[][] = [];
  const model = createPrinterModel((bytes) => answers.push([...bytes]));
  model.set(condition);
  const receive = (...bytes: number[]) => {
    model.receive(Uint8Array.from(bytes));
    model.work(Number.POSITIVE_INFINITY);
  };
  return { model, answers, receive };
}
const [A, B, LF] = [0x41, 0x42, 0x0a];
const CUT = [0x1d, 0x56, 0];

describe("what the simulated printer answers", () => {
  const conditions: readonly Partial<PrinterCondition>[] = [
    {},
    { paper: "low" },
    { paper: "out" },
    { cover: "open" },
    { error: "recoverable" },
    { error: "cutter" },
    { error: "unrecoverable" },
  ];

  test.each(conditions)("DLE EOT 1 to 4 in the condition %j say that condition", (condition) => {
    const { answers, receive } = printer(condition);
    receive(...[1, 2, 3, 4].flatMap((which) => [0x10, 0x04, which]));
    const status = { online: true, cover: "closed", paper: "present", error: "none" };
    const stops = condition.paper === "out" || "cover" in condition || "error" in condition;
    expect(statusOfRealTime(answers.flat())).toMatchObject({
      ...status,
      ...condition,
      online: !stops,
    });
    // Bits 1 and 4 are always set, 0 and 7 never: that is how such a byte is known.
    for (const [byte = 0] of answers) expect(byte & 0x93).toBe(0x12);
  });

  test.each(conditions)(
    "GS a tells the condition %j at once and whenever it changes",
    (condition) => {
      const { model, answers, receive } = printer();
      receive(0x1d, 0x61, 0xff);
      model.set(condition);
      expect(answers).toHaveLength(2);
      expect(answers[0]).toEqual([0x10, 0, 0, 0]);
      expect(statusOfStatusBack(answers[1] ?? [])).toMatchObject(condition);
      receive(0x1d, 0x61, 0);
      model.set({});
      // What is out of order obeys nothing, not even that it should be quiet.
      const obeys = model.waiting() === 0;
      expect(answers).toHaveLength(obeys ? 2 : 3);
    },
  );

  test("the second byte of DLE EOT 2 and of the status tells of errors bit by bit", () => {
    const second = (condition: Partial<PrinterCondition>) => {
      const { answers, receive } = printer(condition);
      receive(0x10, 0x04, 2);
      return answers[0]?.[0];
    };
    expect(second({})).toBe(0x12);
    expect(second({ cover: "open" })).toBe(0x16);
    expect(second({ paper: "out" })).toBe(0x32);
    expect(second({ error: "cutter" })).toBe(0x52);
  });

  test("GS r and GS ( H are answered when what stands before them is printed", () => {
    const { model, answers, receive } = printer({ paper: "low" });
    receive(A, LF, 0x1d, 0x72, 1, 0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x37, 0x38, 0x39, 0x40);
    expect(answers).toEqual([[0x03], [0x37, 0x22, 0x37, 0x38, 0x39, 0x40, 0]]);
    model.set({ paper: "out" });
    receive(0x1d, 0x72, 1);
    expect(answers).toHaveLength(2);
    model.set({ paper: "present" });
    model.work(10);
    expect(answers[2]).toEqual([0]);
  });
});

describe("what the simulated printer prints", () => {
  test("receipts end at a cut of any kind, and the rest is unfinished", () => {
    const { model, receive } = printer();
    receive(A, ...CUT, B, 0x1b, 0x69, A, 0x1b, 0x6d, LF);
    expect(model.receipts().map((bytes) => [...bytes])).toEqual([
      [A, ...CUT],
      [B, 0x1b, 0x69],
      [A, 0x1b, 0x6d],
    ]);
    expect([...model.unfinished()]).toEqual([LF]);
  });

  test("zero bytes between commands leave no trace, those inside them do", () => {
    const { model, receive } = printer();
    receive(0, 0, A, 0, ...CUT);
    expect(model.receipts().map((bytes) => [...bytes])).toEqual([[A, ...CUT]]);
  });

  test("a command is done when it has arrived whole", () => {
    const { model, receive } = printer();
    for (const byte of [0x1b, 0x70, 0, 25]) {
      receive(byte);
      expect([model.isHungry(), model.drawerPulses()]).toEqual([true, 0]);
    }
    receive(50);
    expect([model.drawerPulses(), model.waiting()]).toEqual([1, 0]);
  });

  test("it works off no more than it is given time for, but whole commands", () => {
    const { model } = printer();
    model.receive(Uint8Array.of(A, B, A, ...CUT));
    model.work(2);
    expect([[...model.unfinished()], model.waiting()]).toEqual([[A, B], 4]);
    model.work(2);
    expect([model.receipts().length, model.waiting()]).toEqual([1, 0]);
  });

  test("without paper, with its cover open or with an error it waits", () => {
    for (const condition of [{ paper: "out" }, { cover: "open" }, { error: "cutter" }] as const) {
      const { model, receive } = printer(condition);
      receive(A, LF);
      expect([model.waiting(), model.isHungry()]).toEqual([2, false]);
      model.set({ paper: "present", cover: "closed", error: "none" });
      model.work(10);
      expect([...model.unfinished()]).toEqual([A, LF]);
    }
  });

  test("bytes that are no command are printed one by one", () => {
    const { model, receive } = printer();
    receive(0x1b, 0x7a, A);
    expect([...model.unfinished()]).toEqual([0x1b, 0x7a, A]);
    receive(0x1c);
    expect(model.isHungry()).toBe(true);
  });
});

describe("real-time commands are found in every byte", () => {
  function filtered(...pieces: number[][]) {
    const heard: string[] = [];
    const filter = createRealTimeFilter({
      onStatusRequest: (which) => heard.push(`status ${which}`),
      onPulse: () => heard.push("pulse"),
    });
    const passed = pieces.flatMap((piece) => [...filter(Uint8Array.from(piece))]);
    return { passed, heard };
  }

  test("questions and pulses are taken out, also in pieces", () => {
    expect(filtered([A, 0x10, 0x04, 1, B])).toEqual({ passed: [A, B], heard: ["status 1"] });
    expect(filtered([0x10], [0x04], [4, A])).toEqual({ passed: [A], heard: ["status 4"] });
    expect(filtered([0x10, 0x14, 1, 0, 5, A])).toEqual({ passed: [A], heard: ["pulse"] });
    expect(filtered([0x10, 0x14], [1, 1], [5])).toEqual({ passed: [], heard: ["pulse"] });
  });

  test.each([
    [[0x10, 0x04, 0, A]],
    [[0x10, 0x04, 5, A]],
    [[0x10, 0x05, 1, A]],
    [[0x10, 0x14, 2, 1, 8]],
    [[0x10, A]],
  ])("%j is none and goes to the buffer as it is", (bytes) => {
    expect(filtered(bytes)).toEqual({ passed: bytes, heard: [] });
  });

  test("a byte that ends one may begin another", () => {
    expect(filtered([0x10, 0x10, 0x04, 2])).toEqual({ passed: [0x10], heard: ["status 2"] });
    expect(filtered([0x10, 0x04, 0x10, 0x04, 3])).toEqual({
      passed: [0x10, 0x04],
      heard: ["status 3"],
    });
  });
});
