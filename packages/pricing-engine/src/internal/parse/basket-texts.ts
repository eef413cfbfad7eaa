import * as z from "zod/mini";

/** What baskets are written with: amounts in minor units, counts, names and ids. */
export const wholeAmount: z.ZodMiniType<number, number> = z.int().check(z.gte(0));
export const positiveCount: z.ZodMiniType<number, number> = z.int().check(z.gte(1));
export const wordText: z.ZodMiniType<string, string> = z.string().check(z.maxLength(1000));
export const idText: z.ZodMiniType<string, string> = z
  .string()
  .check(z.minLength(1), z.maxLength(200));
