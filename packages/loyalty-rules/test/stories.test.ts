import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { playStory } from "./play-story.js";
import type { Story } from "./story.js";

/** Cases that tell what happens step by step; their figures were worked out by hand. */
const stories = [
  "bonus-instalments",
  "inactivity",
  "paid-plans",
  "partners",
  "pending-points",
  "rewards",
  "several-refunds",
  "spend-lease",
];

function fileOf(name: string): {
  readonly cases: readonly Story[];
} {
  const url = new URL(`../conformance/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

describe.each(stories)("%s", (name) => {
  test.each(fileOf(name).cases)("$id $about", async (story) => {
    const seen = await playStory(story);
    const wanted = story.steps.map(({ refused = null, expect: figures = {} }) => ({
      refused,
      figures,
    }));
    expect(seen).toEqual(wanted);
  });
});

test("the table of contents counts every case", () => {
  const folder = new URL("../conformance/", import.meta.url);
  const readme = readFileSync(new URL("README.md", folder), "utf8");
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  for (const name of names) {
    const { length } = fileOf(name.replace(".json", "")).cases;
    expect(readme).toContain(`| \`${name}\` | ${length} |`);
  }
  const all = names.reduce((sum, name) => sum + fileOf(name.replace(".json", "")).cases.length, 0);
  expect(readme).toContain(`| all | ${all} |`);
});
