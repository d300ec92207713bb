import type { Rule } from "./violation.ts";

const LINES_MAX = 250;

/** A file is one idea: at most 250 lines, blank ones and comments included. */
export const sizeRule: Rule = (files) =>
  files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, "").split("\n").length;
    if (lines <= LINES_MAX) return [];
    const message = `has ${lines} lines, at most ${LINES_MAX}; find the second idea in it and give that a file`;
    return [{ path, line: LINES_MAX + 1, message }];
  });
