import type { Document } from "./documents.ts";
import { type Block, blocksOf } from "./markdown.ts";

/** A block of a document that a reader can copy and run. */
export interface Example {
  /** Where it stands, as `docs/guide/chain.md:12`. */
  readonly place: string;
  readonly heading: string;
  /** A file to write it to: the one that the fence names, as in `ts plan.ts`, so that others can import it; else one of its own. */
  readonly file: string;
  /** The code, on the same lines as in the document. */
  readonly code: string;
  /** It cannot stand alone: type-checked behind the example before it, and not run. */
  readonly isFragment: boolean;
  /** What the document says that it prints: the `text` block that follows it. */
  readonly prints: string | undefined;
}

/** All `ts` and `js` blocks of a document. */
export function examplesOf({ path, text }: Document): readonly Example[] {
  const blocks = blocksOf(text);
  const examples: Example[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.language !== "ts" && block.language !== "js") continue;
    const isFragment = block.marks.includes("fragment");
    const next = blocks[index + 1];
    const before = isFragment ? (examples.findLast((example) => !example.isFragment)?.code ?? "") : "";
    examples.push({
      place: `${path}:${block.line}`,
      heading: block.heading,
      file:
        block.marks.find((mark) => mark.endsWith(`.${block.language}`)) ??
        `${path.replace(/\.md$/, "").replaceAll("/", "-")}-L${block.line}.${block.language}`,
      code: placed(before, block),
      isFragment,
      prints: next?.language === "text" ? next.code : undefined,
    });
  }
  return examples;
}

/** The block on its own lines, behind what comes before. */
function placed(before: string, { code, line }: Block): string {
  const above = before.trimEnd();
  const used = above === "" ? 0 : above.split("\n").length;
  return `${above}${"\n".repeat(line - Math.max(used, 1))}${code}\n`;
}
