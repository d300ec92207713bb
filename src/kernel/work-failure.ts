import { classify, retryAfterOf } from "../../supervisors/classify.ts";
import type { Completion } from "../model/effect.ts";
import type { Failure } from "../model/failure.ts";
import { clipped } from "../model/foreign.ts";
import { codeOf, type Thrown, thrownData } from "../model/thrown.ts";

/** How long the words of all issues together may be, in characters; the issues themselves are all kept. */
const MESSAGE_MAX = 10_000;

/** What went wrong with an attempt, or with the schema of an input, as a failure at a place and a time. */
export function failureOf(
  completion: Extract<Completion, { kind: "threw" | "invalid" }>,
  { path, at }: { readonly path: string; readonly at: number },
): Failure {
  if (completion.kind === "threw") return thrownFailure(completion.thrown, { path, at });
  const { where, issues, previous } = completion;
  const words = issues.map((issue) => `${wordPath(issue.path)}${issue.message}`).join("; ");
  const message = clipped(`the ${where} does not fit: ${words}`, MESSAGE_MAX);
  return {
    kind: where === "input" ? "permanent" : "invalid-output",
    path,
    message,
    code: where,
    issues,
    ...(where === "output" ? { previous } : {}),
  };
}

function wordPath(path: readonly PropertyKey[] | undefined): string {
  return path === undefined || path.length === 0 ? "" : `${path.map(String).join(".")}: `;
}

/** `at`: when it was thrown. A provider's date is a wait from then, and where a defect is belongs to what is known of it. */
export function thrownFailure(thrown: Thrown, { path, at }: { readonly path: string; readonly at: number }): Failure {
  const kind = classify(thrown);
  const code = codeOf(thrown);
  const retryAfterMs = retryAfterOf(thrown, at);
  return {
    kind,
    path,
    message: thrown.message,
    thrown: thrownData(thrown, { hasPlaces: kind === "defect" }),
    ...(code === undefined ? {} : { code }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
