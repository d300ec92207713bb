import { describe, expect, test } from "vitest";
import { examplesOf } from "./examples.ts";
import { anchorOf, blocksOf, headingsOf, linksOf } from "./markdown.ts";

const PAGE = `# Title

See [there](there.md#part), not \`[here](here.md)\`.

## A part

\`\`\`ts
const a = 1;
# no heading, [no](link.md)
\`\`\`

It prints:

\`\`\`text
1
\`\`\`

\`\`\`ts fragment
const b = a;
\`\`\`
`;

describe("reading a document", () => {
  test("finds blocks with their language, their line and the heading above", () => {
    const [first, second, third] = blocksOf(PAGE);
    expect(first).toMatchObject({ language: "ts", line: 8, heading: "A part", marks: [] });
    expect(second).toEqual({ language: "text", marks: [], code: "1", line: 15, heading: "A part" });
    expect(third?.marks).toEqual(["fragment"]);
  });

  test("finds headings and links, but not those in code", () => {
    expect(headingsOf(PAGE).map(({ text }) => text)).toEqual(["Title", "A part"]);
    expect(linksOf(PAGE)).toEqual([{ target: "there.md#part", line: 3 }]);
  });

  test("knows the fragment of a heading", () => {
    expect(anchorOf("What it can say")).toBe("what-it-can-say");
    expect(anchorOf("UNBOUNDED_PLAN")).toBe("unbounded_plan");
    expect(anchorOf("`for await`, and more")).toBe("for-await-and-more");
  });
});

describe("examples", () => {
  test("keep their lines, and know what they print", () => {
    const [first] = examplesOf({ path: "docs/guide/a.md", text: PAGE });
    expect(first).toMatchObject({ place: "docs/guide/a.md:8", file: "docs-guide-a-L8.ts", prints: "1" });
    expect(first?.code.split("\n")[7]).toBe("const a = 1;");
  });

  test("that the fence names are files of that name", () => {
    const [named, other] = examplesOf({ path: "a.md", text: "```ts plan.ts\n1;\n```\n\n```ts\n2;\n```\n" });
    expect([named?.file, other?.file]).toEqual(["plan.ts", "a-L6.ts"]);
  });

  test("of which one is a fragment stand behind the one before, on their own lines", () => {
    const [, fragment] = examplesOf({ path: "a.md", text: PAGE });
    expect(fragment?.isFragment).toBe(true);
    expect(fragment?.code.split("\n")[7]).toBe("const a = 1;");
    expect(fragment?.code.split("\n")[18]).toBe("const b = a;");
  });
});
