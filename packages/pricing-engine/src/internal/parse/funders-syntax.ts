import { parseRate, type Rate } from "@tillwright/values";
import * as z from "zod/mini";
import { chosen } from "./chosen-syntax.js";
import { shaped } from "./json-shape.js";
import { nameText, shareText } from "./texts.js";

const shares = z.record(nameText, shareText).check((context) => {
  const input = context.value;
  const rates = Object.values(input).map(parseRate);
  if (comesToWhole(rates.flatMap((rate) => (rate.ok ? [rate.value] : [])))) return;
  context.issues.push({ code: "custom", message: "the shares do not come to 100%", input });
});

function comesToWhole(rates: readonly Rate[]): boolean {
  const whole = rates.reduce((product, { denominator }) => product * BigInt(denominator), 1n);
  const sum = rates.reduce(
    (total, { numerator, denominator }) =>
      total + (BigInt(numerator) * whole) / BigInt(denominator),
    0n,
  );
  return sum === whole;
}

/** Who pays for a promotion: one name, or names with shares that come to 100%. */
export const fundersTerm: z.ZodMiniType = shaped(
  chosen((value) => (typeof value === "string" ? nameText : shares)),
  {
    anyOf: [
      { type: "string", minLength: 1, maxLength: 200 },
      {
        type: "object",
        additionalProperties: { type: "string", pattern: "^\\d{1,3}(\\.\\d+)?%$" },
      },
    ],
  },
);
