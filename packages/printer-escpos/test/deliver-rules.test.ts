import {
  type DeliverOptions,
  deliver,
  type PrinterStatus,
  type TwoWayTransport,
} from "@tillwright/printer-escpos/spool";
import { describe, expect, test } from "vitest";

/** What the test may set about the line, and what it has seen. */
function scriptedLine() {
  const seen = {
    pieces: [] as number[][],
    requests: [] as number[][],
    questions: 0,
    listening: 0,
  };
  const acts = {
    /** What happens to the piece of this number: it is taken, never taken, refused, or the line is lost with it. */
    piece: (_: number): "taken" | "stuck" | "refused" | "lost" => "taken",
    /** What the printer says to the request behind the job. */
    request: (_: readonly number[]): readonly number[] => [],
    /** What it says to `DLE EOT n`; nothing where it is `undefined`. */
    status: (_: number): number | undefined => 0x12,
  };
  let hear: (bytes: Uint8Array) => void = () => undefined;
  let lose: () => void = () => undefined;
  let isLost = false;
  const write = async (bytes: Uint8Array): Promise<void> => {
    const [first, second, third = 0] = bytes;
    if (first === 0x10 && second === 0x04) {
      seen.questions += 1;
      const byte = acts.status(third);
      if (byte !== undefined) hear(Uint8Array.of(byte));
      return;
    }
    if (first === 0x1d && (second === 0x72 || second === 0x28)) {
      seen.requests.push([...bytes]);
      for (const byte of acts.request([...bytes])) hear(Uint8Array.of(byte));
      return;
    }
    seen.pieces.push([...bytes]);
    const act = acts.piece(seen.pieces.length);
    if (act === "stuck") await new Promise(() => undefined);
    if (act === "refused") throw new Error("refused");
    if (act === "lost") {
      isLost = true;
      lose();
    }
  };
  const transport: TwoWayTransport = {
    write,
    close: async () => undefined,
    listen(listener) {
      seen.listening += 1;
      hear = listener;
      return () => {
        seen.listening -= 1;
        hear = () => undefined;
      };
    },
    onClose(listener) {
      seen.listening += 1;
      lose = listener;
      if (isLost) listener();
      return () => {
        seen.listening -= 1;
      };
    },
  };
  return {
    transport,
    seen,
    acts,
    say: (...bytes: number[]) => hear(Uint8Array.from(bytes)),
    lose: () => {
      isLost = true;
      lose();
    },
  };
}

const SOON: DeliverOptions = {
  answerMilliseconds: 25,
  printMilliseconds: 40,
  stallMilliseconds: 30,
  pollMilliseconds: 10,
};
const job = (length: number) => Uint8Array.from({ length }, (_, index) => 0x20 + (index % 64));
const named = (text: string) => [0x37, 0x22, ...[...text].map((one) => one.charCodeAt(0)), 0];

describe("the bytes of a job", () => {
  test("go out whole and in order, two thousand and forty-eight at a time", async () => {
    const { transport, seen, acts } = scriptedLine();
    acts.request = () => [0];
    expect(await deliver(transport, job(5000), SOON)).toEqual({ kind: "printed" });
    expect(seen.pieces.map((piece) => piece.length)).toEqual([2048, 2048, 904]);
    expect(seen.pieces.flat()).toEqual([...job(5000)]);
  });

  test("in pieces as long as told, of one byte at least", async () => {
    for (const [pieceBytes, pieces] of [
      [4, [4, 4, 2]],
      [5, [5, 5]],
      [0, new Array<number>(10).fill(1)],
    ] as const) {
      const { transport, seen, acts } = scriptedLine();
      acts.request = () => [0];
      await deliver(transport, job(10), { ...SOON, pieceBytes });
      expect(seen.pieces.map((piece) => piece.length)).toEqual(pieces);
    }
  });

  test("a job without bytes is acknowledged as any other", async () => {
    const { transport, seen, acts } = scriptedLine();
    acts.request = () => [0];
    expect(await deliver(transport, job(0), SOON)).toEqual({ kind: "printed" });
    expect([seen.pieces, seen.requests]).toEqual([[], [[0x1d, 0x72, 1]]]);
  });
});

describe("a line that stands still in the middle of a job", () => {
  test("unknown, with what has left for certain and what the printer waits for", async () => {
    const { transport, acts, seen } = scriptedLine();
    acts.piece = (piece) => (piece === 3 ? "stuck" : "taken");
    acts.status = (which) => (seen.pieces.length === 3 && which === 2 ? 0x32 : 0x12);
    expect(await deliver(transport, job(10), { ...SOON, pieceBytes: 2 })).toEqual({
      kind: "unknown",
      reason: "paper-out",
      sentBytes: 4,
    });
    expect([seen.pieces.length, seen.requests]).toEqual([3, []]);
  });

  test("unknown because there is no answer, where it says nothing or that all is well", async () => {
    for (const answers of [true, false]) {
      const { transport, acts, seen } = scriptedLine();
      acts.piece = () => "stuck";
      acts.status = () => (answers || seen.pieces.length === 0 ? 0x12 : undefined);
      const outcome = await deliver(transport, job(10), SOON);
      expect(outcome).toEqual({ kind: "unknown", reason: "no-answer", sentBytes: 0 });
    }
  });

  test.each(["lost", "refused"] as const)("%s: the printer is not asked any more", async (how) => {
    const { transport, acts, seen } = scriptedLine();
    acts.piece = (piece) => (piece === 2 ? how : "taken");
    const outcome = await deliver(transport, job(10), { ...SOON, pieceBytes: 4 });
    expect(outcome).toEqual({ kind: "unknown", reason: "line-lost", sentBytes: 4 });
    expect([seen.questions, seen.requests]).toEqual([4, []]);
  });

  test("a line that is lost while the printer is asked why", async () => {
    const { transport, acts, seen, lose } = scriptedLine();
    acts.piece = () => "stuck";
    acts.status = () => {
      if (seen.pieces.length > 0) lose();
      return 0x12;
    };
    const outcome = await deliver(transport, job(10), SOON);
    expect(outcome).toMatchObject({ kind: "unknown", reason: "line-lost" });
  });
});

describe("before the first byte", () => {
  test("a line that is lost, or is lost while the printer is asked: nothing was sent", async () => {
    for (const before of [true, false]) {
      const { transport, acts, seen, lose } = scriptedLine();
      if (before) lose();
      acts.status = (which) => {
        if (which === 3) lose();
        return 0x12;
      };
      const outcome = await deliver(transport, job(3), SOON);
      expect(outcome).toEqual({ kind: "undelivered", reason: "line-lost" });
      expect(seen.pieces).toEqual([]);
    }
  });

  test("a printer that cannot answer is not asked, and its line is looked at all the same", async () => {
    const { transport, seen, lose } = scriptedLine();
    const mute = { ...SOON, acknowledgement: "none" } as const;
    expect(await deliver(transport, job(3), mute)).toEqual({ kind: "sent" });
    expect([seen.questions, seen.requests, seen.pieces.length]).toEqual([0, [], 1]);
    lose();
    expect(await deliver(transport, job(3), mute)).toEqual({
      kind: "undelivered",
      reason: "line-lost",
    });
    expect(seen.pieces).toHaveLength(1);
  });

  test("a stall is unknown also for a printer that cannot answer", async () => {
    const { transport, acts } = scriptedLine();
    acts.piece = () => "refused";
    const outcome = await deliver(transport, job(3), { ...SOON, acknowledgement: "none" });
    expect(outcome).toMatchObject({ kind: "unknown", sentBytes: 0 });
  });

  test("called off: not a byte is sent; with leave it is", async () => {
    for (const leave of [false, true]) {
      const { transport, seen, acts } = scriptedLine();
      acts.request = () => [0];
      const beforeFirstByte = async () => leave;
      const { kind } = await deliver(transport, job(3), { ...SOON, beforeFirstByte });
      expect([kind, seen.pieces.length]).toEqual(leave ? ["printed", 1] : ["undelivered", 0]);
    }
  });
});

describe("the word of the printer", () => {
  test("by name: only its own, four noughts unless told otherwise", async () => {
    const byName = { ...SOON, acknowledgement: "process-id" } as const;
    for (const [processId, said, kind] of [
      ["0042", "0042", "printed"],
      ["0042", "0041", "unknown"],
      [undefined, "0000", "printed"],
      [undefined, "    ", "unknown"],
    ] as const) {
      const { transport, seen, acts } = scriptedLine();
      acts.request = () => named(said);
      const name = processId === undefined ? {} : { processId };
      const outcome = await deliver(transport, job(3), { ...byName, ...name });
      expect(outcome.kind).toBe(kind);
      const asked = String.fromCharCode(...(seen.requests[0] ?? []).slice(7));
      expect(asked).toBe(processId ?? "0000");
    }
  });

  test("by name: the state of the paper, which is told for any job, is no answer", async () => {
    const { transport, acts } = scriptedLine();
    acts.request = () => [0, 0];
    const byName = { ...SOON, acknowledgement: "process-id" } as const;
    expect((await deliver(transport, job(3), byName)).kind).toBe("unknown");
  });

  test("by the state of the paper: a name is no answer, nor is its state at that moment", async () => {
    const { transport, acts } = scriptedLine();
    acts.request = () => [...named("0000"), 0x12];
    expect((await deliver(transport, job(3), SOON)).kind).toBe("unknown");
  });

  test("an answer that comes late for a job before is heard out and not taken for the next one's", async () => {
    const { transport, acts, say } = scriptedLine();
    acts.request = (bytes) => {
      // Asked twice: the first answer is that of the broken job, its own third one comes a little later.
      setTimeout(() => say(0), 5);
      return new Array<number>(bytes.length / 3).fill(0);
    };
    const first = await deliver(transport, job(3), { ...SOON, brokenBefore: 1 });
    expect(first).toEqual({ kind: "printed" });
    acts.request = () => [];
    expect((await deliver(transport, job(3), SOON)).kind).toBe("unknown");
  });

  test("a line that is lost while it is waited for", async () => {
    const { transport, acts, lose } = scriptedLine();
    acts.request = () => {
      setTimeout(lose, 3);
      return [];
    };
    expect(await deliver(transport, job(3), { ...SOON, printMilliseconds: 5000 })).toEqual({
      kind: "unknown",
      reason: "line-lost",
      sentBytes: 3,
    });
  });

  test("while it is waited for, the state is told from time to time, and no more once it has come", async () => {
    const { transport, acts, say } = scriptedLine();
    const heard: PrinterStatus[] = [];
    acts.status = (which) => (which === 2 && heard.length > 0 ? 0x32 : 0x12);
    const delivering = deliver(transport, job(3), {
      ...SOON,
      printMilliseconds: 5000,
      onStatus: (status) => {
        heard.push(status);
        if (heard.length === 3) say(0);
      },
    });
    expect(await delivering).toEqual({ kind: "printed" });
    expect(heard.map((status) => status.paper)).toEqual(["present", "out", "out"]);
  });

  test("nobody listens any longer when it is over", async () => {
    for (const answers of [[0], []]) {
      const { transport, acts, seen } = scriptedLine();
      acts.request = () => answers;
      await deliver(transport, job(3), SOON);
      expect(seen.listening).toBe(0);
    }
  });
});
