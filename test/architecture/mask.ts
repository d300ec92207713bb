/** What is left of a source text when nothing in it can be mistaken for code, and the comments on their own. */
export interface Masked {
  /** The text, equally long, with comments and the insides of strings, templates and regular expressions blanked. */
  readonly code: string;
  readonly comments: readonly Comment[];
}

interface Comment {
  readonly offset: number;
  readonly text: string;
}

/** Separates code from comments and literals, by reading the text once from left to right. */
export function mask(text: string): Masked {
  const comments: Comment[] = [];
  let code = "";
  /** One entry per open `${`: how many braces are open inside it. */
  const holes: number[] = [];

  const keep = (end: number): void => {
    code += text.slice(code.length, end);
  };
  const blank = (end: number): void => {
    code += text.slice(code.length, end).replace(/[^\n]/g, " ");
  };
  const comment = (end: number): void => {
    comments.push({ offset: code.length, text: text.slice(code.length, end) });
    blank(end);
  };
  /** A literal keeps its delimiters, so that rules still see that a value stands here. */
  const literal = (end: number, closingLength = 1): void => {
    keep(code.length + 1);
    blank(end - closingLength);
    keep(end);
  };
  const templateChunk = (): void => {
    const end = endOfTemplateChunk(text, code.length + 1);
    const opensHole = text.startsWith("${", end);
    if (opensHole) holes.push(0);
    literal(opensHole ? end + 2 : end + 1, opensHole ? 2 : 1);
  };
  const brace = (char: string): void => {
    const open = holes.pop();
    if (open === 0 && char === "}") return templateChunk();
    if (open !== undefined) holes.push(open + (char === "{" ? 1 : -1));
    keep(code.length + 1);
  };

  while (code.length < text.length) {
    const at = code.length;
    const char = text.charAt(at);
    if (opensComment(text, at)) comment(endOfComment(text, at));
    else if (char === '"' || char === "'") literal(endOfString(text, at));
    else if (char === "`") templateChunk();
    else if (char === "/" && startsRegex(code)) literal(endOfRegex(text, at));
    else if (char === "{" || char === "}") brace(char);
    else keep(endOfPlain(text, at));
  }
  return { code, comments };
}

function opensComment(text: string, at: number): boolean {
  return text.startsWith("//", at) || text.startsWith("/*", at) || (at === 0 && text.startsWith("#!"));
}

function endOfComment(text: string, start: number): number {
  const isBlock = text.startsWith("/*", start);
  const close = isBlock ? text.indexOf("*/", start + 2) : text.indexOf("\n", start);
  if (close < 0) return text.length;
  return isBlock ? close + 2 : close;
}

function endOfString(text: string, start: number): number {
  return endOf(text, start, text.charAt(start) === '"' ? /(?:[^"\\\n]|\\[^])*"?/y : /(?:[^'\\\n]|\\[^])*'?/y);
}

/** Where a template's text ends: at its closing backtick, or at the `${` of the next hole. */
function endOfTemplateChunk(text: string, start: number): number {
  return endOf(text, start - 1, /(?:[^`\\$]|\\[^]|\$(?!\{))*/y);
}

function endOfRegex(text: string, start: number): number {
  return endOf(text, start, /(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\]?)*\/?/y);
}

function endOfPlain(text: string, start: number): number {
  return endOf(text, start, /[^"'`/{}]*/y);
}

/** Where the match of a sticky pattern ends that begins behind the character at `start`. */
function endOf(text: string, start: number, sticky: RegExp): number {
  sticky.lastIndex = start + 1;
  sticky.test(text);
  return Math.max(sticky.lastIndex, start + 1);
}

/** A slash divides after a value and opens a regular expression everywhere else. */
function startsRegex(codeBefore: string): boolean {
  const before = codeBefore.trimEnd();
  if (/(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|yield|await)$/.test(before)) return true;
  return !/[\w$)\]}"'`]$/.test(before);
}
