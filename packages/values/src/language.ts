/**
 * The languages that texts for people exist in.
 *
 * @public
 */
export type Language = "zh-CN" | "en";
