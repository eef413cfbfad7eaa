/** How many runs a property takes; a night raises it. Opening a store for each run makes these few by default. */
export const runs = Math.ceil(Number(process.env["TILLWRIGHT_RUNS"] ?? 200) / 2);
