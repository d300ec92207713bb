import { mask } from "./mask.ts";
import type { Rule, SourceText } from "./violation.ts";

/** Every file that does something has its test in the same place under `test`; files of types only, and entry points, need none. */
export function testedRule(entryPoints: readonly string[], tests: readonly string[]): Rule {
  return (files) =>
    files
      .filter((file) => !entryPoints.includes(file.path) && hasBehaviour(file) && !tests.includes(testOf(file.path)))
      .map(({ path }) => ({ path, line: 1, message: `has no test; write ${testOf(path)}` }));
}

/** `src/a/b.ts` is tested by `test/a/b.test.ts`, `machines/a.machine.ts` by `test/machines/a.machine.test.ts`. */
export function testOf(path: string): string {
  return `test/${path.replace(/^src\//, "").replace(/\.ts$/, ".test.ts")}`;
}

/** Formatted code starts its top-level statements in the first column, so what stands there tells values from types. */
function hasBehaviour({ text }: SourceText): boolean {
  return mask(text)
    .code.split("\n")
    .some(
      (line) =>
        /^["'`(\w$]/.test(line) &&
        !/^(?:export\s+)?(?:import|type|interface|declare)\b/.test(line) &&
        !/^export\s+(?:type\s+)?[{*]/.test(line),
    );
}
