import type { Rule, SourceText } from "./violation.ts";

/** What a rule says of files written into a test: `path:line` for each violation. */
export function placesFound(rule: Rule, files: Readonly<Record<string, string>>): readonly string[] {
  return rule(sources(files)).map(({ path, line }) => `${path}:${line}`);
}

/** The messages of a rule about files written into a test. */
export function messagesOf(rule: Rule, files: Readonly<Record<string, string>>): readonly string[] {
  return rule(sources(files)).map(({ message }) => message);
}

function sources(files: Readonly<Record<string, string>>): readonly SourceText[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}
