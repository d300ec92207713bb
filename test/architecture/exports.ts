import { mask } from "./mask.ts";
import { lineAt, type Rule, type SourceText, type Violation } from "./violation.ts";

/** Names are exported by their name, so that a search finds them. */
export const namedExportRule: Rule = (files) =>
  files.flatMap((file) =>
    matchesOf(file, /(?<![.\w$])export\s+default\b|\bas\s+default\b/g, "export it by its name instead of as default"),
  );

/** Only entry points pass on what another file defines: with `export … from`, or by importing and exporting a name. */
export function reExportRule(entryPoints: readonly string[]): Rule {
  return (files) =>
    files
      .filter(({ path }) => !entryPoints.includes(path))
      .flatMap((file) => [
        ...matchesOf(file, /(?<![.\w$])export\s+(?:type\s+)?(?:\*[^;"']*?|\{[^}]*\}\s*)\bfrom\b/g, REMEDY),
        ...importedAndExported(file),
      ]);
}

const REMEDY =
  "re-exports a name; let readers import the file that defines it (only entry points are tables of contents)";

function importedAndExported(file: SourceText): readonly Violation[] {
  const { code } = mask(file.text);
  const imported = new Set(
    [...code.matchAll(/(?<![.\w$])import\s+([^;"'`()]*?)\bfrom\b/g)].flatMap(([, names = ""]) => localNames(names)),
  );
  return [...code.matchAll(/(?<![.\w$])export\s+(?:type\s+)?\{([^}]*)\}(?!\s*from\b)/g)]
    .filter(([, names = ""]) => exportedNames(names).some((name) => imported.has(name)))
    .map(({ index }) => ({ path: file.path, line: lineAt(code, index), message: REMEDY }));
}

/** What an import clause calls its names here: `b` of `a as b`. */
function localNames(clause: string): readonly string[] {
  return clause.split(/[{},]/).flatMap((part) => part.match(/([\w$]+)\s*$/)?.[1] ?? []);
}

/** What an export list takes: `a` of `a as b`. */
function exportedNames(list: string): readonly string[] {
  return list.split(",").flatMap((part) => part.match(/^\s*(?:type\s+)?([\w$]+)/)?.[1] ?? []);
}

function matchesOf({ path, text }: SourceText, pattern: RegExp, message: string): readonly Violation[] {
  const { code } = mask(text);
  return [...code.matchAll(pattern)].map(({ index }) => ({ path, line: lineAt(code, index), message }));
}
