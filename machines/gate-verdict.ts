import type { Failure, Issue } from "../src/model/failure.ts";
import type { Question, Reply } from "../src/model/question.ts";

/**
 * What decides: the input's own schema, whose no comes as a failure; a check and a policy are functions, an approval is a
 * person where its `when` says so, a person is the worker.
 */
export type GateKind = "fit" | "check" | "policy" | "approval" | "person";

/** What a gate looks at, and how. All data. */
export interface GateInput {
  readonly path: string;
  readonly kind: GateKind;
  readonly name: string;
  /** It looks at the input: then its no is a rejection, because there is no output to revise. */
  readonly isBefore: boolean;
  /** Nobody is there to be asked: what is declared for the deadline is taken at once. Default false. */
  readonly isUnattended?: boolean;
  /** An approval with a condition. */
  readonly hasWhen: boolean;
  readonly value: unknown;
  /** What a person is asked, in the plan's words. */
  readonly asks?: string;
  /** Of an approval that looks at an output: what that was made of, for the person to see. */
  readonly input?: unknown;
  /** How long a person has, in milliseconds. */
  readonly deadlineMs: number;
  /** What is taken at the deadline; for a person, a value or none. */
  readonly otherwise:
    | { readonly does: "approve" }
    | { readonly does: "reject" }
    | { readonly does: "answer"; readonly value: unknown };
}

export type GateVerdict =
  | { readonly pass: true; readonly edited?: { readonly value: unknown }; readonly unattended?: Failure }
  | { readonly pass: false; readonly failure: Failure };

/** What a check or a policy said: true passes; false, a string and a list of issues do not. */
export function readChecked(gate: GateInput, said: unknown): GateVerdict {
  if (said === true || (Array.isArray(said) && said.length === 0)) return { pass: true };
  const issues = issuesOf(gate, said);
  const message = `${gate.name}: ${issues.map((issue) => issue.message).join("; ")}`;
  const isFinal = gate.kind === "policy" || gate.isBefore;
  const kind = isFinal ? "rejected" : "invalid-output";
  return { pass: false, failure: { kind, path: gate.path, message, code: gate.name, issues, previous: gate.value } };
}

function issuesOf(gate: GateInput, said: unknown): readonly Issue[] {
  if (typeof said === "string") return [{ message: said }];
  if (!Array.isArray(said)) return [{ message: `not ${gate.name}` }];
  return said.map((issue: unknown) => readIssue(issue) ?? { message: wordsOf(issue) });
}

function readIssue(issue: unknown): Issue | undefined {
  if (typeof issue !== "object" || issue === null || !("message" in issue)) return undefined;
  const path: unknown = "path" in issue ? issue.path : undefined;
  const keys = Array.isArray(path)
    ? path.filter((key) => typeof key === "string" || typeof key === "number")
    : undefined;
  return { message: wordsOf(issue.message), ...(keys === undefined ? {} : { path: keys }) };
}

/** What came from a gate's function is JSON; its text says more than "[object Object]". */
function wordsOf(said: unknown): string {
  return typeof said === "string" ? said : JSON.stringify(said);
}

/** What a person said. */
export function readReply(gate: GateInput, reply: Reply): GateVerdict {
  switch (reply.verdict) {
    case "approve":
      return { pass: true };
    case "edit":
      return { pass: true, edited: { value: reply.value } };
    case "reject":
      return rejected(gate, `${gate.name}: rejected: ${reply.reason}`);
    default:
      return rejected(
        gate,
        `${gate.name}: "${reply.verdict}" is no answer to ${gate.kind === "person" ? "a person's work" : "an approval"}`,
      );
  }
}

/** What is taken when nobody answered in time. A default that lets it pass is remembered: nobody looked. */
export function atDeadline(gate: GateInput): GateVerdict {
  const why = gate.isUnattended ? "nobody was there to be asked" : `nobody answered within ${gate.deadlineMs} ms`;
  const message = `${gate.name}: ${why}`;
  const unattended: Failure = { kind: "timeout", path: gate.path, message, code: gate.name };
  switch (gate.otherwise.does) {
    case "approve":
      return { pass: true, unattended };
    case "answer":
      return { pass: true, edited: { value: gate.otherwise.value }, unattended };
    case "reject":
      return rejected(gate, message);
  }
}

function rejected(gate: GateInput, message: string): GateVerdict {
  return {
    pass: false,
    failure: { kind: "rejected", path: gate.path, message, code: gate.name, previous: gate.value },
  };
}

/** The words of a question's `otherwise`. */
export function otherwiseWords(gate: GateInput): Question["otherwise"] {
  return gate.otherwise.does === "answer" ? `answer ${JSON.stringify(gate.otherwise.value)}` : gate.otherwise.does;
}
