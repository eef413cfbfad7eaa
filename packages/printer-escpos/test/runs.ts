/** How many cases a property tries; a longer run raises it from outside. */
export const RUNS: number = Number(process.env["TILLWRIGHT_RUNS"] ?? 200);
