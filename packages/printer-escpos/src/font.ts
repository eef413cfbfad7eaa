export type { BitmapFont, GlyphDots } from "./bitmap-font.js";
export { readFont } from "./font/read-font.js";
