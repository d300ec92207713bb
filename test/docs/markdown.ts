/** A fenced block of a document. */
export interface Block {
  /** The first word after the fence: `ts`, `text`, `sh`, … */
  readonly language: string;
  /** The words after the language, such as `fragment`. */
  readonly marks: readonly string[];
  readonly code: string;
  /** Where its first line of code stands in the document, from 1. */
  readonly line: number;
  /** The heading that it stands under. */
  readonly heading: string;
}

export interface Heading {
  readonly text: string;
  readonly line: number;
}

export interface Link {
  readonly target: string;
  readonly line: number;
}

/** A document line by line, with what is inside of fences told apart. */
interface Line {
  readonly text: string;
  readonly line: number;
  /** The fence line that it stands behind; undefined in prose. */
  readonly fence: string | undefined;
  readonly isFence: boolean;
}

/** All fenced blocks, in order. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let code: string[] = [];
  for (const { text, line, fence, isFence } of linesOf(markdown)) {
    if (fence === undefined && !isFence) heading = headingIn(text) ?? heading;
    if (isFence && fence === undefined) code = [];
    if (fence !== undefined && !isFence) code.push(text);
    if (!isFence || fence === undefined) continue;
    const [language = "", ...marks] = fence.slice(3).trim().split(/\s+/);
    blocks.push({ language, marks, code: code.join("\n"), line: line - code.length, heading });
  }
  return blocks;
}

/** All headings outside of fences, in order. */
export function headingsOf(markdown: string): readonly Heading[] {
  return linesOf(markdown).flatMap(({ text, line, fence, isFence }) => {
    const heading = fence === undefined && !isFence ? headingIn(text) : undefined;
    return heading === undefined ? [] : [{ text: heading, line }];
  });
}

/** All links and pictures outside of fences and code spans, in order. */
export function linksOf(markdown: string): readonly Link[] {
  return linesOf(markdown).flatMap(({ text, line, fence, isFence }) => {
    if (fence !== undefined || isFence) return [];
    const prose = text.replace(/`[^`]*`/g, "");
    return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ target, line }));
  });
}

/** The fragment by which GitHub links to a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

function linesOf(markdown: string): readonly Line[] {
  let fence: string | undefined;
  return markdown.split("\n").map((text, index) => {
    const isFence = text.startsWith("```");
    const before = fence;
    if (isFence) fence = fence === undefined ? text : undefined;
    return { text, line: index + 1, fence: before, isFence };
  });
}

function headingIn(text: string): string | undefined {
  return /^#{1,6} (.+)$/.exec(text)?.[1]?.trim();
}
