export type {
  LintCode,
  LintExtension,
  LintFinding,
  LintGoods,
  LintOptions,
  LintReport,
} from "./lint-report.js";
export { lint } from "./lint-rules.js";
export { lintEn } from "./messages/lint-en.js";
export { lintZhCN } from "./messages/lint-zh-CN.js";
