import { mask } from "./mask.ts";
import { lineAt, type Rule, type SourceText, type Violation } from "./violation.ts";

const SUPPRESSION =
  /\b(?:oxlint|eslint|tslint)-(?:disable|enable)|\bbiome-ignore|@ts-(?:ignore|nocheck|expect-error)\b|\b(?:v8|c8|istanbul) ignore\b/g;
const EXPECTED_ERROR = "@ts-expect-error";
const REMINDER = /\b(?:TODO|FIXME|XXX|HACK)\b/g;

/** Nothing is silenced. Only type tests (test/types) may expect an error, for that is what they assert. */
export const suppressionRule: Rule = (files) =>
  files.flatMap((file) =>
    commentsWith(file, SUPPRESSION, "silences a check; mend what it points at").filter(
      ({ found }) => !(found === EXPECTED_ERROR && file.path.startsWith("test/types/")),
    ),
  );

/** What is left to do stands in an issue, not in the code. */
export const reminderRule: Rule = (files) =>
  files.flatMap((file) => commentsWith(file, REMINDER, "leaves a reminder; do it now, or open an issue"));

function commentsWith(
  { path, text }: SourceText,
  pattern: RegExp,
  message: string,
): readonly (Violation & { found: string })[] {
  return mask(text).comments.flatMap((comment) =>
    [...comment.text.matchAll(pattern)].map(({ 0: found, index }) => ({
      path,
      line: lineAt(text, comment.offset + index),
      message: `${found} ${message}`,
      found,
    })),
  );
}
