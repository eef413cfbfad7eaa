/** How many inputs a property tries; the long mode sets more. */
export const runs = { numRuns: Number(process.env["TILLWRIGHT_RUNS"] ?? 200) };
