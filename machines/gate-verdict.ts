import type { Failure, Issue } from "../src/model/failure.ts";
import type { Question, Reply } from "../src/model/question.ts";
import { readVerdict, VERDICT_WORDS } from "../src/patterns/verdict.ts";
import type { Verdict } from "./events.ts";

/**
 * What decides: the input's own schema, whose no comes as a failure; a check and a policy are functions, a judge is a plan,
 * an approval is a person where its `when` says so, a confidence compares with thresholds, and asks a person in between;
 * a person is the worker; asking goes through those who may know what the work lacks.
 */
export type GateKind = "fit" | "check" | "policy" | "judge" | "approval" | "confidence" | "person" | "asking";

/** Who said so, as the answer was signed. */
export interface Signature {
  readonly by: string | undefined;
  readonly role: string | undefined;
}

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
  /** How many different people must approve. Default 1. */
  readonly quorum?: number;
  /** A person's no is the feedback of the next round; left out: it is final. */
  readonly revises?: true;
  /** For a confidence: how sure the agent says that it is, from when on its word is used, and from when a person is asked. */
  readonly confidence?: { readonly is?: number; readonly use: number; readonly askFrom: number };
  /** For asking: who may know, the nearest first. */
  readonly sources?: readonly ("function" | "plan")[];
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
  | { readonly pass: false; readonly failure: Failure; readonly verdict?: Verdict };

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

/**
 * What a judge gave. Before the work there is nothing to revise: anything but a pass is a rejection. What is no verdict
 * leaves it unresolved, so that another try of a plan around it asks the judge again, and does not take this over.
 */
export function readJudged(gate: GateInput, said: unknown): GateVerdict {
  const verdict = readVerdict(said);
  const base = { path: gate.path, code: gate.name, previous: gate.value };
  if (verdict === undefined) {
    const message = `${gate.name} gave ${JSON.stringify(said)}; a verdict is ${VERDICT_WORDS}`;
    return { pass: false, failure: { ...base, kind: "unresolved", message } };
  }
  if (verdict.verdict === "pass") return { pass: true };
  const why = verdict.verdict === "revise" ? verdict.feedback : verdict.reason;
  const kind = verdict.verdict === "revise" && !gate.isBefore ? "invalid-output" : "rejected";
  return { pass: false, failure: { ...base, kind, message: `${gate.name}: ${why}`, issues: [{ message: why }] } };
}

/** What is taken of an answer that is not sure enough to be used, nor to be shown to a person. */
export function notSure(gate: GateInput): GateVerdict {
  const { is, use = 0 } = gate.confidence ?? {};
  if (is !== undefined) return rejected(gate, `${gate.name}: a confidence of ${is}, and ${use} is needed`);
  const remedy = "return answer(value, { confidence })";
  return rejected(gate, `${gate.name}: no confidence was given, and ${use} is needed: ${remedy}`);
}

/** Nobody around the agent knows what its work asks for. */
export function unanswered(gate: GateInput): GateVerdict {
  const asked = gate.sources?.length ?? 0;
  const why =
    asked === 0
      ? "nobody around it answers: give a plan around it `.answers(…)`"
      : `${asked === 1 ? "the one who was asked does" : `the ${asked} who were asked do`} not know`;
  const message = `it asks ${JSON.stringify(gate.value)}, and ${why}`;
  return { pass: false, failure: { kind: "unresolved", path: gate.path, code: "unanswered", message } };
}

/** What a person said; `edited` where somebody before had changed the value. */
export function readReply(gate: GateInput, reply: Reply, edited?: { readonly value: unknown }): GateVerdict {
  switch (reply.verdict) {
    case "approve":
      return edited === undefined ? { pass: true } : { pass: true, edited };
    case "edit":
      return { pass: true, edited: { value: reply.value } };
    case "reject":
      return gate.revises === true
        ? sentBack(gate, reply.reason, edited === undefined ? gate.value : edited.value)
        : rejected(gate, `${gate.name}: rejected: ${reply.reason}`);
    default:
      return rejected(
        gate,
        `${gate.name}: "${reply.verdict}" is no answer to ${gate.kind === "person" ? "a person's work" : "an approval"}`,
      );
  }
}

/**
 * What is taken when nobody answered in time; of several who must approve, not enough did. `edited` where one of them had
 * changed the value: that is what was shown. A default that lets it pass is remembered: nobody looked.
 */
export function atDeadline(gate: GateInput, edited?: { readonly value: unknown }): GateVerdict {
  const who = (gate.quorum ?? 1) > 1 ? `fewer than ${gate.quorum} people approved` : "nobody answered";
  const why = gate.isUnattended ? "nobody was there to be asked" : `${who} within ${gate.deadlineMs} ms`;
  const message = `${gate.name}: ${why}`;
  const unattended: Failure = { kind: "timeout", path: gate.path, message, code: gate.name };
  switch (gate.otherwise.does) {
    case "approve":
      return { pass: true, ...(edited === undefined ? {} : { edited }), unattended };
    case "answer":
      return { pass: true, edited: { value: gate.otherwise.value }, unattended };
    case "reject":
      return rejected(gate, message);
  }
}

/** A no that the work hears, about the value as it was shown. */
function sentBack({ path, name }: GateInput, reason: string, previous: unknown): GateVerdict {
  const message = `${name}: rejected: ${reason}`;
  const issues = [{ message: reason }];
  return { pass: false, failure: { kind: "invalid-output", path, message, code: name, issues, previous } };
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
