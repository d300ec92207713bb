import type { Rule, SourceText } from "./violation.ts";

const NAMELESS = "utils|util|helpers|helper|common|shared|misc|manager|base|impl";
/** A whole name, of a file or a folder. */
const IS_NAMELESS = new RegExp(`^(?:${NAMELESS})$`);
/** The last word, as in `string-utils`; `shared`, `base` and `common` end honest names too (`knowledge-base`). */
const ENDS_NAMELESS = /-(?:utils|util|helpers|helper|misc|manager|impl)$/;
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:machine|test))*\.ts$/;

/** A file is one idea, named for it: no drawer for what has no home. */
export const namelessRule: Rule = (files) =>
  files.flatMap(({ path }) => {
    const found = wordsOf(path).find((word) => IS_NAMELESS.test(word) || ENDS_NAMELESS.test(word));
    if (found === undefined) return [];
    return [{ path, line: 1, message: `"${found}" says nothing; name the concept that these functions belong to` }];
  });

/** Files are named in kebab-case, machines `*.machine.ts`. */
export const kebabCaseRule: Rule = (files) =>
  files
    .filter(({ path }) => !KEBAB_CASE.test(path.split("/").at(-1) ?? ""))
    .map(({ path }) => ({
      path,
      line: 1,
      message: "rename it in kebab-case, as in retry-after.ts or agent.machine.ts",
    }));

function wordsOf(path: SourceText["path"]): readonly string[] {
  return path.split("/").map((part) => part.replace(/\..*$/, ""));
}
