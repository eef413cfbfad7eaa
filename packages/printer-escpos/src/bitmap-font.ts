/**
 * Whether a dot of a glyph is black, counted from the top left of its cell.
 *
 * @public
 */
export type GlyphDots = (x: number, y: number) => boolean;

/**
 * Glyphs in dots.
 *
 * @public
 */
export interface BitmapFont {
  /** The glyph of a character in a cell of this size, or `undefined` where the font has none. */
  glyph(character: string, width: number, height: number): GlyphDots | undefined;
}
