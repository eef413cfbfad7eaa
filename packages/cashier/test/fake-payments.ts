import type { PaymentPort, PaymentResult } from "@tillwright/cashier";

/** What the provider does with the next requests: an answer, or the effect without one, or none at all. */
export type Script = "captured" | "declined" | "lost-after" | "lost-before" | "throws-after";

/** A provider that follows a script and remembers whom it charged. */
export interface FakePayments extends PaymentPort {
  readonly script: Script[];
  /** Whether queries answer. */
  online: boolean;
  readonly moved: Map<string, number>;
  readonly calls: string[];
}

export function fakePayments(): FakePayments {
  const known = new Map<string, PaymentResult>();
  const fake: FakePayments = {
    party: "provider",
    script: [],
    online: true,
    moved: new Map(),
    calls: [],
    charge: ({ attemptId, amount }) => move(attemptId, amount, "charge"),
    payBack: ({ attemptId, amount }) => move(attemptId, -amount, "payBack"),
    async query(attemptId) {
      fake.calls.push(`query ${attemptId}`);
      if (!fake.online) return { state: "unknown" };
      return known.get(attemptId) ?? { state: "declined", reason: "never arrived" };
    },
  };

  async function move(attemptId: string, amount: number, call: string): Promise<PaymentResult> {
    fake.calls.push(`${call} ${attemptId}`);
    const before = known.get(attemptId);
    if (before !== undefined) return before;
    const does = fake.script.shift() ?? "captured";
    if (does === "lost-before") return { state: "unknown" };
    if (does === "declined") {
      known.set(attemptId, { state: "declined", reason: "no funds" });
      return { state: "declined", reason: "no funds" };
    }
    known.set(attemptId, { state: "captured", reference: `ref-${attemptId}` });
    fake.moved.set(attemptId, amount);
    if (does === "captured") return { state: "captured", reference: `ref-${attemptId}` };
    if (does === "throws-after") throw new Error("connection reset");
    return { state: "unknown" };
  }
  return fake;
}
