/** How many inputs a property tries; the long mode raises it. */
export const runs: number = Number(process.env["TILLWRIGHT_RUNS"] ?? 200);
