import { posix } from "node:path";
import { mask } from "./mask.ts";
import { lineAt, type SourceText } from "./violation.ts";

/** One place where a file names another module. */
export interface Import {
  /** `re-export` is `export … from`; `dynamic` also covers the type `import("…").T`. */
  readonly kind: "import" | "re-export" | "dynamic";
  readonly specifier: string;
  readonly line: number;
}

const FORMS = [
  { kind: "import", pattern: /(?:^|[;\n}])[ \t]*import\s+(?:[\w$*{}\s,]+?\s*from\s*)?(["'])( *)\1/g },
  {
    kind: "re-export",
    pattern: /(?:^|[;\n}])[ \t]*export\s+(?:type\s+)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})\s*from\s*(["'])( *)\1/g,
  },
  { kind: "dynamic", pattern: /(?<![.\w$])import\s*\(\s*(["'`])( *)\1/g },
] as const;

/** Every import, re-export and dynamic import of a file, types included, in the order of its lines. */
export function importsOf({ text }: SourceText): readonly Import[] {
  const { code } = mask(text);
  return FORMS.flatMap(({ kind, pattern }) =>
    [...code.matchAll(pattern)].map(({ 0: whole, 2: blanked = "", index }) => {
      const end = index + whole.length - 1;
      return { kind, specifier: text.slice(end - blanked.length, end), line: lineAt(text, end) };
    }),
  ).toSorted((a, b) => a.line - b.line);
}

/** The project path that a relative specifier names, or undefined for a package. */
export function targetOf(importer: string, specifier: string): string | undefined {
  return /^\.{1,2}(?:\/|$)/.test(specifier) ? posix.join(posix.dirname(importer), specifier) : undefined;
}

/** The package that a specifier names: `@scope/name`, `name`, or `node` for everything built into Node. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node";
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
