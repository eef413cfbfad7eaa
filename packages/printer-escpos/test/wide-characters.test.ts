import { eastAsianWidth } from "get-east-asian-width";
import { describe, expect, test } from "vitest";
import { isWide } from "../src/wide-characters.js";

describe("wide characters", () => {
  test("are those of the Unicode table, wherever a character is assigned", () => {
    const wrong: string[] = [];
    for (let point = 0; point < 0x30000; point += 1) {
      const character = String.fromCodePoint(point);
      // Flags take two columns though each half of one counts as one; what is not assigned may be either.
      if (/[\p{Cn}\p{Cs}\p{Regional_Indicator}]/u.test(character)) continue;
      if (isWide(character) !== (eastAsianWidth(point) === 2)) wrong.push(point.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});
