/** How often each property is tried; the long mode raises it. */
export const numRuns: number = Number(process.env["TILLWRIGHT_RUNS"] ?? 100);
