import { importsOf, packageOf } from "./imports.ts";
import { mask } from "./mask.ts";
import { lineAt, type Rule, type SourceText, type Violation } from "./violation.ts";

/** The one file whose subject is the erasure from typed plans to the untyped tree. */
const ERASURE = "src/plan/erasure.ts";

const ANY_TYPE =
  /(?:[:<|&[]|=>?|(?<![.\w$])(?:as|extends|satisfies|is|readonly|keyof))\s*\bany\b(?![ \t]*(?:[.(]|\??:|(?!as\b|extends\b|satisfies\b)[\w$]))|,\s*any\s*(?=[>\],])|(?<![.\w$])any\s*\[\s*\]/g;
const NON_NULL = /(?<=[\w$)\]])!(?!=)/g;
const ASSERTION = /(?<=[\w$)\]}"'`>/])\s+as\s+(?!const\b)(?=[\w${([`"'])/g;

/** `any` switches the checker off for everything it touches. */
export const anyRule: Rule = (files) =>
  files.flatMap((file) => placesOf(file, ANY_TYPE, "uses the type any; say unknown and narrow it, or name the type"));

/** A non-null `!` claims what the checker could not see. */
export const nonNullRule: Rule = (files) =>
  files.flatMap((file) =>
    placesOf(file, NON_NULL, "uses a non-null !; handle undefined, or throw an invariant that says what broke"),
  );

/** An assertion claims a type instead of proving it; `as const` and XState's `{} as T` in setup claim nothing. */
export const assertionRule: Rule = (files) =>
  files
    .filter(({ path }) => path !== ERASURE)
    .flatMap((file) =>
      placesOf(file, ASSERTION, `asserts a type with as; parse, narrow or use satisfies (plan erasure: ${ERASURE})`),
    );

function placesOf(file: SourceText, pattern: RegExp, message: string): readonly Violation[] {
  const code = withoutNames(mask(file.text).code);
  const mayDeclareTypes = importsOf(file).some(({ specifier }) => packageOf(specifier) === "xstate");
  return [...code.matchAll(pattern)]
    .filter(
      ({ index }) =>
        !(pattern === ASSERTION && (isKeyRemap(code, index) || (mayDeclareTypes && isSetupType(code, index)))),
    )
    .map(({ index }) => ({ path: file.path, line: lineAt(code, index + leadingSpace(code, index)), message }));
}

/** Import and export lists rename with `as`, and may name a value any. */
function withoutNames(code: string): string {
  return code.replace(
    /(?<![.\w$])(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?(?:\{[^}]*\}|\*\s*as\s+[\w$]+)/g,
    (clause) => clause.replace(/[^\n]/g, " "),
  );
}

/** `[K in keyof T as …]` renames the keys of a mapped type. */
function isKeyRemap(code: string, index: number): boolean {
  return /\[\s*[\w$]+\s+in\b[^\]]*(?:\[[^\]]*\][^\]]*)*$/.test(code.slice(0, index));
}

/** `{} as T` tells XState a type and has no value to be wrong about. */
function isSetupType(code: string, index: number): boolean {
  return /\{\s*\}$/.test(code.slice(0, index));
}

function leadingSpace(code: string, index: number): number {
  return code.slice(index).search(/\S/);
}
