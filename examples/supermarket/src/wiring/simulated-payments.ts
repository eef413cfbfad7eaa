import type { PaymentPort, PaymentResult } from "@tillwright/cashier";

/** A payment provider for the example: it captures everything, but may be told to answer nothing once. */
export interface SimulatedPayments extends PaymentPort {
  /** The next charge takes the money, and its answer is lost. */
  readonly loseNextAnswer: () => void;
}

/** Starts a provider that knows no attempt yet. */
export function simulatedPayments(): SimulatedPayments {
  const known = new Map<string, PaymentResult>();
  let losing = false;

  async function move(attemptId: string): Promise<PaymentResult> {
    const before = known.get(attemptId);
    if (before !== undefined) return before;
    const captured: PaymentResult = { state: "captured", reference: `SIM-${known.size + 1}` };
    known.set(attemptId, captured);
    if (!losing) return captured;
    losing = false;
    return { state: "unknown" };
  }

  return {
    party: "simulated-pay",
    charge: ({ attemptId }) => move(attemptId),
    payBack: ({ attemptId }) => move(attemptId),
    query: async (attemptId) =>
      known.get(attemptId) ?? { state: "declined", reason: "never reached the provider" },
    loseNextAnswer: () => {
      losing = true;
    },
  };
}
