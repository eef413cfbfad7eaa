import { chinese58, chinese80, encode, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { smallReceipt } from "./documents.js";
import { hexOf } from "./reading.js";

describe("the bytes of the small receipt stay as they are", () => {
  test.each([chinese58, chinese80, western80])("$id", async (profile) => {
    await expect(hexOf(encode(smallReceipt, profile).bytes)).toMatchFileSnapshot(
      `golden/receipt-${profile.id}.hex`,
    );
  });
});
