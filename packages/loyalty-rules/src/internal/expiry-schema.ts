import * as z from "zod/mini";
import type { Expiry, PointsExpiry, ReturnedAfterExpiry } from "../programme.js";
import { whole } from "./document-fields.js";

const ends = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("months"), months: whole(1, 240) }),
  z.strictObject({ kind: z.literal("end-of-month"), months: whole(0, 240) }),
  z.strictObject({ kind: z.literal("end-of-year"), years: whole(0, 20) }),
]);

export const pointsExpiry: z.ZodMiniType<PointsExpiry> = z.discriminatedUnion("kind", [
  ends,
  z.strictObject({ kind: z.literal("inactivity"), months: whole(1, 240) }),
]);

export const none = { kind: "none" } as const;

export const returned: z.ZodMiniType<ReturnedAfterExpiry> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lapse") }),
  z.strictObject({ kind: z.literal("extend"), days: whole(1, 3660) }),
]);

export const expiry: z.ZodMiniType<Expiry> = ends;
