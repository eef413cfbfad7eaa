export type { BitmapFont, GlyphDots } from "./bitmap-font.js";
export type { RgbaImage } from "./gray-image.js";
export { readPng } from "./png/png-file.js";
export { type PreviewPng, type PreviewPngOptions, previewPng } from "./png/preview-png.js";
