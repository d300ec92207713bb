import { describe, expect, test } from "vitest";
import type { PatternKind } from "../../src/patterns/catalogue.ts";
import { readDocument } from "./documents.ts";
import { examplesOf } from "./examples.ts";
import { linksOf } from "./markdown.ts";

/** The page of every pattern: a new kind does not compile without one. */
const PAGES: Readonly<
  Record<Exclude<PatternKind, "run" | "consult" | "given" | "pass"> | "agent" | "recursive", string>
> = {
  agent: "agent.md",
  chain: "chain.md",
  branch: "branch.md",
  loop: "loop.md",
  parallel: "parallel.md",
  map: "map.md",
  vote: "vote.md",
  route: "route.md",
  orchestrate: "orchestrate.md",
  refine: "refine.md",
  handoff: "handoff.md",
  graph: "graph.md",
  recursive: "recursive.md",
};
const pages = Object.values(PAGES);

describe("the page of a pattern", () => {
  test.each(pages)("%s says when to use it, when not to, and what it costs at worst", (page) => {
    const { text } = readDocument(`docs/guide/${page}`);
    expect(text).toContain("**Use it**");
    expect(text).toMatch(/\*\*Do\s+not\s+use\s+it\*\*/);
    expect(text).toMatch(/^\*\*Worst case:\*\* \S/m);
  });
});

describe("choosing", () => {
  const { text } = readDocument("docs/guide/choosing.md");
  const [, whenNot = ""] = text.split("## When not\n");

  test("leads to every pattern, and says of each when not to use it", () => {
    const targets = (markdown: string) => linksOf(markdown).map(({ target }) => target);
    const way = targets(text.slice(0, text.indexOf("## More is not better")));
    expect(pages.filter((page) => !way.includes(page))).toEqual([]);
    expect(pages.filter((page) => !targets(whenNot).includes(page))).toEqual([]);
  });

  test("begins with no agent, and then with one", () => {
    const steps = [...text.matchAll(/^\d+\. \*\*(.+?)\*\*(.*)$/gm)].map(([step]) => step);
    expect(steps[0]).toContain("use no agent");
    expect(steps[1]).toContain("[agent](agent.md)");
  });
});

describe.each(["building-effective-agents.md", "shapes.md"])("every shape of %s", (page) => {
  const document = readDocument(`docs/guide/${page}`);
  const sections = document.text.split(/^## /m).slice(1);

  test("says when to use it and when not to", () => {
    for (const section of sections) expect(section).toMatch(/\*\*Use it\*\*[^]*\*\*Do\s+not\s+use\s+it\*\*/);
  });

  test("has an example that prints its worst case", () => {
    const printing = examplesOf(document).filter(({ prints }) => prints?.startsWith("worst case: ") === true);
    const headings = new Set(printing.map(({ heading }) => heading));
    expect(sections.map((section) => section.split("\n")[0]).filter((heading) => !headings.has(heading ?? ""))).toEqual(
      [],
    );
  });
});
