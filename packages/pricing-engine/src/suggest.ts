export { suggestEn } from "./messages/suggest-en.js";
export { suggestZhCN } from "./messages/suggest-zh-CN.js";
export { suggest } from "./suggest-additions.js";
export type { Suggestion, Suggestions, SuggestOptions } from "./suggestion.js";
