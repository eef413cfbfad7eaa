import type { BitmapFont } from "../bitmap-font.js";

/**
 * The 95 letters of ASCII on five by seven dots, as simple displays have them: five columns each, the lowest bit on top. They are here
 * so that a picture can be read without a font.
 */
const COLUMNS =
  "000000000000005f00000007000700147f147f14242a7f2a12231308646236495620500005030000001c2241000041221c00" +
  "2a1c7f1c2a08083e080800503000000808080808006060000020100804023e5149453e00427f400042615149462141454b31" +
  "1814127f1027454545393c4a49493001710905033649494936064949291e0036360000005636000008142241001414141414" +
  "00412214080201510906324979413e7e1111117e7f494949363e414141227f4141221c7f494949417f090909013e4149497a" +
  "7f0808087f00417f41002040413f017f081422417f404040407f020c027f7f0408107f3e4141413e7f090909063e4151215e" +
  "7f09192946464949493101017f01013f4040403f1f2040201f3f4038403f631408146307087008076151494543007f414100" +
  "02040810200041417f0004020102044040404040000102040020545454787f484444383844444420384444487f3854545418" +
  "087e0901020c5252523e7f0804047800447d40002040443d007f1028440000417f40007c041804787c080404783844444438" +
  "7c14141408081414187c7c080404084854545420043f4440203c4040207c1c2040201c3c4030403c44281028440c5050503c" +
  "4464544c44000836410000007f000000413608001008081008";

function isInk(index: number, column: number, row: number): boolean {
  if (column < 0 || column > 4 || row < 0 || row > 6) return false;
  const at = index * 10 + column * 2;
  return ((Number.parseInt(COLUMNS.slice(at, at + 2), 16) >> row) & 1) === 1;
}

/** Printable ASCII in cells of any size; nothing else. */
export const letterFont: BitmapFont = {
  glyph(character, width, height) {
    const point = character.length === 1 ? character.charCodeAt(0) : 0;
    if (point < 0x20 || point > 0x7e) return undefined;
    const timesX = width / 6;
    const timesY = height / 8;
    return (x, y) =>
      isInk(
        point - 0x20,
        Math.floor((x - timesX / 2) / timesX),
        Math.floor((y - timesY / 2) / timesY),
      );
  },
};
