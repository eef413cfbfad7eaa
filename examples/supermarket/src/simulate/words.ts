import type { Language } from "@tillwright/values";

/** Everything the simulation says. */
export interface SimulationWords {
  readonly missingFile: (file: string) => string;
  readonly reading: (file: string) => string;
  readonly running: (sales: number) => string;
  readonly badProgramme: (file: string) => string;
  readonly summary: string;
  readonly sales: string;
  readonly members: string;
  readonly spend: string;
  readonly points: string;
  readonly tiers: string;
  readonly tier: string;
  readonly cost: string;
  readonly share: string;
  readonly noTier: string;
  readonly moves: string;
  readonly from: string;
  readonly to: string;
  readonly times: string;
  readonly most: string;
  readonly expected: (used: string) => string;
  readonly breakEven: (margin: string) => string;
}

const ENGLISH: SimulationWords = {
  missingFile: (file) => `There is no file ${file}.\n`,
  reading: (file) => `Reading ${file} …`,
  running: (sales) => `Running the programme over ${sales} past sales …`,
  badProgramme: (file) => `${file} is no programme:`,
  summary: "What the programme would have given",
  sales: "sales",
  members: "members",
  spend: "spend",
  points: "points",
  tiers: "Cost by tier, held when the sale was made",
  tier: "tier",
  cost: "worth",
  share: "of spend",
  noTier: "(none)",
  moves: "Who moved",
  from: "from",
  to: "to",
  times: "times",
  most: "owed when all points are used",
  expected: (used) => `owed when ${used} are used`,
  breakEven: (margin) => `further spend that pays for it at a margin of ${margin}`,
};

const CHINESE: SimulationWords = {
  missingFile: (file) => `没有文件 ${file}。\n`,
  reading: (file) => `正在读取 ${file} …`,
  running: (sales) => `按该会员方案重算 ${sales} 笔历史销售 …`,
  badProgramme: (file) => `${file} 不是有效的会员方案：`,
  summary: "该方案本会给出",
  sales: "销售笔数",
  members: "会员数",
  spend: "消费额",
  points: "积分",
  tiers: "各等级成本（按消费时的等级）",
  tier: "等级",
  cost: "价值",
  share: "占消费",
  noTier: "（无）",
  moves: "等级变动",
  from: "原等级",
  to: "新等级",
  times: "次数",
  most: "积分全部使用时的负债",
  expected: (used) => `使用 ${used} 时的负债`,
  breakEven: (margin) => `毛利 ${margin} 时的保本增量消费`,
};

/** The words of a language. */
export function simulationWords(language: Language): SimulationWords {
  return language === "en" ? ENGLISH : CHINESE;
}
