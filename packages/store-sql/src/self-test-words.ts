import type { Language } from "@tillwright/values";
import type { SurvivalLimit } from "./self-test.js";

type Words = Readonly<Record<Language, string>>;

const power: Words = {
  en: "A committed sale survives a power cut.",
  "zh-CN": "已提交的交易在断电后仍然保留。",
};

const words: Readonly<Record<SurvivalLimit, Words>> = {
  "in-memory": {
    en: "Nothing survives: everything is in memory and ends with the program.",
    "zh-CN": "什么都不会保留：数据只在内存中，程序结束即消失。",
  },
  "journal-off": {
    en: "Nothing is safe: the rollback journal is off, and a crash in the middle of a sale may damage the file.",
    "zh-CN": "没有任何保障：回滚日志已关闭，交易中途崩溃可能损坏文件。",
  },
  "not-synced": {
    en: "A committed sale survives the end of the program, but the last sales may be lost in a power cut: the disk is not waited for.",
    "zh-CN": "已提交的交易在程序结束后仍然保留，但断电可能丢失最后几笔：没有等待磁盘写入完成。",
  },
  "memory-disk": {
    en: "A committed sale survives the end of the program, but not of the machine: the file is on a disk that lives in memory.",
    "zh-CN": "已提交的交易在程序结束后仍然保留，但机器断电后不保留：文件位于内存盘上。",
  },
};

/** What survives, as a sentence in each language. */
export function explainSurvival(limit: SurvivalLimit | null): Words {
  return limit === null ? power : words[limit];
}
