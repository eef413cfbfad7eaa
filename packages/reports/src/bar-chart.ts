import type { CurrencyCode, MinorUnits } from "@tillwright/values";
import { displayMoney } from "@tillwright/values";

/** One bar. @public */
export interface Bar {
  readonly label: string;
  /** Negative amounts are drawn below the line. */
  readonly amount: MinorUnits;
}

const WIDTH = 720;
const HEIGHT = 260;
const MARGIN = { top: 34, right: 12, bottom: 28, left: 12 };

/**
 * A bar chart as one SVG without script, fonts or links, so that it prints and passes a strict content policy. The same
 * bars give the same bytes.
 *
 * @example
 * ```ts
 * import { barChartOf } from "@tillwright/reports";
 *
 * barChartOf({ title: "By hour", currency: "CNY", bars: [{ label: "09", amount: 1250 }] }).startsWith("<svg"); //=> true
 * ```
 *
 * @public
 */
export function barChartOf(chart: {
  readonly title: string;
  readonly currency: CurrencyCode;
  readonly bars: readonly Bar[];
}): string {
  const top = Math.max(0, ...chart.bars.map((bar) => bar.amount));
  const bottom = Math.min(0, ...chart.bars.map((bar) => bar.amount));
  const span = Math.max(1, top - bottom);
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const yOf = (amount: number) => MARGIN.top + ((top - amount) / span) * inner;
  const step = (WIDTH - MARGIN.left - MARGIN.right) / Math.max(1, chart.bars.length);

  const bars = chart.bars.map((bar, index) => {
    const x = MARGIN.left + index * step;
    const y = yOf(Math.max(0, bar.amount));
    const height = Math.abs(yOf(bar.amount) - yOf(0));
    const amount = displayMoney(bar.amount, chart.currency, "en");
    return [
      `<rect x="${fixed(x + step * 0.12)}" y="${fixed(y)}" width="${fixed(step * 0.76)}" height="${fixed(height)}" fill="#2f6f8f">`,
      `<title>${escapeXml(`${bar.label} ${amount}`)}</title></rect>`,
      `<text x="${fixed(x + step / 2)}" y="${HEIGHT - 10}" text-anchor="middle">${escapeXml(bar.label)}</text>`,
    ].join("");
  });
  const axis = fixed(yOf(0));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>${escapeXml(chart.title)}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${MARGIN.left}" y="20" font-size="15" font-weight="bold">${escapeXml(chart.title)}</text>`,
    `<text x="${WIDTH - MARGIN.right}" y="20" text-anchor="end">${escapeXml(displayMoney(top, chart.currency, "en"))}</text>`,
    ...bars,
    `<line x1="${MARGIN.left}" y1="${axis}" x2="${WIDTH - MARGIN.right}" y2="${axis}" stroke="#888"/></svg>`,
  ].join("\n");
}

function fixed(value: number): string {
  return value.toFixed(2);
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
