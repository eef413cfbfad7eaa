/**
 * What continues the character before it: combining marks, variation selectors, emoji modifiers, tags, the joiner and
 * what it joins.
 */
const CLUSTER =
  /\p{Regional_Indicator}{2}|[\s\S](?:\u200d\p{Extended_Pictographic}|\u200d|[\p{M}\p{Emoji_Modifier}]|[\u{e0020}-\u{e007f}])*/gu;

/** Text in which each code point is a whole character: ASCII, Hanzi, Chinese punctuation, full-width forms. */
const SIMPLE =
  /^[\x20-\x7e\u2014\u2018-\u201d\u2026\u3001-\u3029\u3400-\u9fff\uff01-\uffee\u00a5]*$/;

interface Segments {
  segment(text: string): Iterable<{ readonly segment: string }>;
}

let segmenter: Segments | null | undefined;

function platformSegmenter(): Segments | null {
  if (segmenter === undefined) {
    const known = typeof Intl === "undefined" ? undefined : Intl.Segmenter;
    segmenter = known === undefined ? null : new known("und", { granularity: "grapheme" });
  }
  return segmenter;
}

/** The characters as a reader counts them, by the rules above, for platforms without `Intl.Segmenter`. */
export function graphemesByRule(text: string): string[] {
  return text.match(CLUSTER) ?? [];
}

/** The characters of a text as a reader counts them: a family emoji or a letter with its accent is one. */
export function graphemesOf(text: string): string[] {
  if (SIMPLE.test(text)) return [...text];
  const platform = platformSegmenter();
  if (platform === null) return graphemesByRule(text);
  return Array.from(platform.segment(text), (part) => part.segment);
}
