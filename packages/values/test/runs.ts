/** How many cases each property tries; a long run raises it. */
export const runs: number = Number(process.env["TILLWRIGHT_RUNS"] ?? 200);
