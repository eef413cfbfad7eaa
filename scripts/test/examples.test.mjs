import { describe, expect, test } from "vitest";
import { readClaims } from "../examples/claims.mjs";
import { executeExamples } from "../examples/execute.mjs";
import { fencesOfMarkdown, fencesOfSource } from "../examples/extract-fences.mjs";
import { readLiteral } from "../examples/literal.mjs";
import { readExamples } from "../examples/read-example.mjs";
import { typeCheckExamples } from "../examples/type-check.mjs";
import { root } from "../workspace/root.mjs";

const page = (code, rest = "") => `# A page\n\n\`\`\`ts${rest}\n${code}\n\`\`\`\n`;
const read = (code, rest) => readExamples(fencesOfMarkdown(page(code, rest), "page.md"));

async function complaintsOf(code) {
  const { examples, problems } = read(code);
  return [...problems, ...(await executeExamples(examples))].map(
    ({ line, message }) => `${line}: ${message}`,
  );
}

describe("finding the examples", () => {
  test("a page's fences keep their line, their language and whether they run", () => {
    const text = "text\n```sh\nnpm test\n```\n\n  ```ts no-run\n  const a = 1;\n  ```\n";
    expect(fencesOfMarkdown(text, "a.md")).toEqual([
      { file: "a.md", line: 3, language: "sh", runs: true, code: "npm test" },
      { file: "a.md", line: 7, language: "ts", runs: false, code: "const a = 1;" },
    ]);
  });

  test("a source's fences are those below @example, and their lines are the file's", () => {
    const text = [
      "const before = 1;",
      "/**",
      " * Adds. ```ts",
      " *",
      " * ```ts",
      " * not(); // an aside, not an example",
      " * ```",
      " * @param a - one",
      " * @example",
      " * ```ts",
      " * add(1); //=> 2",
      " * ```",
      " * @public",
      " */",
    ].join("\n");
    expect(fencesOfSource(text, "add.ts")).toEqual([
      { file: "add.ts", line: 11, language: "ts", runs: true, code: "add(1); //=> 2" },
    ]);
  });

  test("an @example without a fence, or one that claims nothing, is a problem", () => {
    const bare = readExamples(fencesOfSource("/**\n * @example add(1)\n */", "a.ts"));
    expect(bare.problems).toEqual([
      { file: "a.ts", line: 2, message: "an @example needs a ```ts fence" },
    ]);
    const idle = readExamples(
      fencesOfSource("/**\n * @example\n * ```ts\n * add(1);\n * ```\n */", "a.ts"),
    );
    expect(idle.problems[0].message).toContain("claims nothing");
  });

  test("a fence of another name for TypeScript would escape, so it is refused", () => {
    const { problems } = readExamples(fencesOfMarkdown("```js\na();\n```", "a.md"));
    expect(problems[0].message).toContain("write ```ts");
  });

  test("a no-run fence may not claim values that nobody compares", () => {
    expect(read("call(); //=> 1", " no-run").problems[0].message).toContain("cannot claim");
    expect(read("call();", " no-run").problems).toEqual([]);
  });
});

describe("reading a claimed value", () => {
  test.each([
    ['{ ok: true, "value": [1, -2.5, null] }', { ok: true, value: [1, -2.5, null] }],
    ["undefined", undefined],
    ["-0", -0],
    ["10n", 10n],
    ["'元'", "元"],
    ["new Uint8Array([1, 2])", Uint8Array.of(1, 2)],
    ["[1, 2,]", [1, 2]],
  ])("%s", (text, value) => {
    expect(readLiteral(text)).toEqual({ ok: true, value });
  });

  test.each(["call()", "1 + 1", "name", "{ ok: true", "[...rest]", "", "1; 2"])(
    "%s is no literal",
    (text) => {
      expect(readLiteral(text)).toEqual({ ok: false });
    },
  );
});

describe("reading what an example claims", () => {
  test("expressions and constants, over several lines, in blocks, and on the line below", () => {
    const { claims, problems } = readClaims(
      [
        "const a = [1]; //=> [1]",
        "a.concat(",
        "  2,",
        "); //=> [1,",
        "//  2]",
        "for (const b of a) {",
        "  b; //=> 1",
        "}",
        "a.length;",
        "//=> 1",
      ].join("\n"),
    );
    expect(problems).toEqual([]);
    expect(claims.map(({ line, expected }) => [line, expected])).toEqual([
      [0, [1]],
      [3, [1, 2]],
      [6, 1],
      [8, 1],
    ]);
  });

  test("the mark inside a string is no claim", () => {
    expect(readClaims('say("//=> 1");').claims).toEqual([]);
    expect(readClaims('say("//=> 1"); //=> 2').claims).toHaveLength(1);
  });

  test("what cannot be checked is a problem, not a silence", () => {
    const problemsOf = (code) => readClaims(code).problems.map((one) => one.message);
    expect(problemsOf("//=> 1")).toEqual(['nothing before this "//=>" can be checked']);
    expect(problemsOf("const { a } = b; //=> 1")).toHaveLength(1);
    expect(problemsOf('const a = b(); //=> throws "x"')).toHaveLength(1);
    expect(problemsOf("a; //=> about 3")).toEqual([
      '"about 3" is neither a literal nor throws "code"',
    ]);
  });
});

describe("executing examples", () => {
  test("what holds passes", async () => {
    const refuse =
      'function refuse() { throw Object.assign(new Error("no"), { code: "till.no" }); }';
    expect(
      await complaintsOf(
        [
          "const sum = 1 + 1; //=> 2",
          "({ a: [sum] }); //=> { a: [2] }",
          "await Promise.resolve(3); //=> 3",
          refuse,
          'refuse(); //=> throws "till.no"',
          'await Promise.reject({ code: "late" }); //=> throws "late"',
          "const later = async () => 5;",
          "later().constructor.name; //=> 'Promise'",
        ].join("\n"),
      ),
    ).toEqual([]);
  });

  test("what does not hold is named with its line", async () => {
    expect(await complaintsOf("const a = 1;\na + 1; //=> 3")).toEqual(["5: expected 3, got 2"]);
    expect(await complaintsOf("-0; //=> 0")).toEqual(["4: expected 0, got -0"]);
    expect(await complaintsOf("1; //=> '1'")).toEqual(["4: expected '1', got 1"]);
    expect(await complaintsOf('1; //=> throws "x"')).toEqual(['4: expected an error "x", got 1']);
  });

  test("another error than the one claimed is named", async () => {
    const code = 'const f = () => { throw new Error("broken"); };\nf(); //=> throws "x"';
    expect(await complaintsOf(code)).toEqual(['5: expected an error "x", got broken']);
  });

  test("an example that throws is named with the line that threw", async () => {
    const code = 'const a = 1;\nif (a === 1) throw new Error("broken");\na; //=> 1';
    expect(await complaintsOf(code)).toEqual(["5: the example threw broken"]);
  });

  test("a line that no one reaches is not counted as true", async () => {
    expect(await complaintsOf("function never() {\n  1; //=> 1\n}")).toEqual([
      "5: this line was never reached",
    ]);
  });
});

describe("type-checking examples", () => {
  test("a wrong type is named with its line, and strictness is on", () => {
    const { examples } = read("const a: string | undefined = 'x';\nconst b: number = a;");
    expect(typeCheckExamples(examples, root, new Map())).toEqual([
      expect.objectContaining({ file: "page.md", line: 5 }),
    ]);
  });

  test("two examples do not see each other's names", () => {
    const text = page("const a = 1;") + page("const a = 2;");
    const { examples } = readExamples(fencesOfMarkdown(text, "page.md"));
    expect(typeCheckExamples(examples, root, new Map())).toEqual([]);
  });
});
