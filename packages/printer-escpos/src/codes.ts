export type {
  CodeModules,
  CodePainter,
  CodeToPaint,
  PaintedSymbology,
  PreviewOptions,
} from "./code-painter.js";
export { type BwipEncoder, type BwipEncoders, codesBy } from "./codes/codes-by.js";
