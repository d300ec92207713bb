import type { GateEvent } from "../../machines/gate.machine.ts";
import type { GateInput } from "../../machines/gate-verdict.ts";

const gate = (more: Partial<GateInput>): GateInput => ({
  path: "a",
  kind: "check",
  name: "gate",
  isBefore: false,
  hasWhen: false,
  value: "value",
  deadlineMs: 20,
  otherwise: { does: "reject" },
  ...more,
});

/** Every kind of gate, on both sides of the work, with every default. */
export const GATES: Readonly<Record<string, GateInput>> = {
  "the schema of an input": gate({ kind: "fit", name: "input", isBefore: true }),
  "a check of the output": gate({}),
  "a check of the input": gate({ isBefore: true }),
  "a policy": gate({ kind: "policy" }),
  "an approval that always asks, and else rejects": gate({ kind: "approval" }),
  "an approval that always asks, and else approves": gate({ kind: "approval", otherwise: { does: "approve" } }),
  "an approval whose no is revised": gate({ kind: "approval", revises: true }),
  "an approval by two whose no is revised": gate({ kind: "approval", quorum: 2, revises: true }),
  "an approval with a condition": gate({ kind: "approval", hasWhen: true }),
  "an approval by two, that else rejects": gate({ kind: "approval", quorum: 2 }),
  "an approval by two, that else approves": gate({ kind: "approval", quorum: 2, otherwise: { does: "approve" } }),
  "an approval by two with a condition": gate({ kind: "approval", quorum: 2, hasWhen: true }),
  "a judge of the output": gate({ kind: "judge" }),
  "a judge of the input": gate({ kind: "judge", isBefore: true }),
  "a confidence that is enough": gate({ kind: "confidence", confidence: { is: 0.8, use: 0.8, askFrom: 0.5 } }),
  "a confidence that a person looks at": gate({ kind: "confidence", confidence: { is: 0.5, use: 0.8, askFrom: 0.5 } }),
  "a confidence that is not enough": gate({ kind: "confidence", confidence: { is: 0.4, use: 0.8, askFrom: 0.5 } }),
  "asking where nobody may know": gate({ kind: "asking", sources: [] }),
  "asking a function": gate({ kind: "asking", sources: ["function"] }),
  "asking a plan": gate({ kind: "asking", sources: ["plan"] }),
  "asking a function, a plan and another function": gate({
    kind: "asking",
    sources: ["function", "plan", "function"],
  }),
  "a person who must answer": gate({ kind: "person" }),
  "a person for whom a value stands in": gate({ kind: "person", otherwise: { does: "answer", value: 0 } }),
};

/** What a gate has to say after all that it heard, from docs/semantics.md and not from the machine. */
export function verdictDue(input: GateInput, history: readonly GateEvent[]): string {
  const last = history.at(-1);
  if (input.kind === "asking") return askingDue(input, history);
  switch (last?.type) {
    case "OPEN":
      return firstDue(input);
    case "EVALUATED":
      return input.kind === "approval" ? conditionDue(last.value) : checkDue(input, last.value);
    case "NOT_EVALUATED":
      return input.kind === "approval" ? "asks with 0 approvals" : "defect";
    case "CONSULTED":
      return judgedDue(input, last.output);
    case "NOT_CONSULTED":
      return givenUpDue(last);
    case "ANSWERED":
    case "DEADLINE":
      return answeredDue(input, history);
    case undefined:
      return "nothing";
  }
}

function firstDue({ kind, hasWhen, confidence: { is = 0, use, askFrom } = { use: 0, askFrom: 0 } }: GateInput): string {
  if (kind === "judge") return "consults 0";
  if (kind === "confidence" && is >= use) return "pass";
  if (kind === "confidence" && is < askFrom) return "rejected";
  return kind === "person" || kind === "confidence" || (kind === "approval" && !hasWhen)
    ? "asks with 0 approvals"
    : "evaluates 0";
}

/** Only a clear no lets an approval pass without a person. */
function conditionDue(value: unknown): string {
  return value === false ? "pass" : "asks with 0 approvals";
}

function checkDue({ kind, isBefore }: GateInput, value: unknown): string {
  if (value === true || (Array.isArray(value) && value.length === 0)) return "pass";
  return kind === "policy" || isBefore ? "rejected" : "invalid-output";
}

/** A revise needs its feedback; before the work there is nothing to revise. */
function judgedDue({ isBefore }: GateInput, output: unknown): string {
  const text = JSON.stringify(output);
  if (text.includes('"pass"')) return "pass";
  if (text.includes('"reject"')) return "rejected";
  if (!text.includes('"feedback"')) return "unresolved";
  return isBefore ? "rejected" : "invalid-output";
}

function givenUpDue({ failure, verdict }: Extract<GateEvent, { type: "NOT_CONSULTED" }>): string {
  return verdict === undefined ? failure.kind : `${failure.kind} by ${verdict.does}`;
}

/** Those who may know are asked one after the other, until one does: null is not knowing. */
function askingDue({ sources = [] }: GateInput, history: readonly GateEvent[]): string {
  const last = history.at(-1);
  if (last === undefined) return "nothing";
  if (last.type === "NOT_EVALUATED") return "defect";
  if (last.type === "NOT_CONSULTED") return givenUpDue(last);
  const said = last.type === "EVALUATED" ? last.value : last.type === "CONSULTED" ? last.output : null;
  if (said !== null) return "edit";
  const next = history.length - 1;
  const source = sources[next];
  if (source === undefined) return "unresolved";
  return `${source === "function" ? "evaluates" : "consults"} ${next}`;
}

/** One no is enough; an edit counts as the approval of what it makes, and as the only one. */
function answeredDue({ quorum = 1, otherwise, revises }: GateInput, history: readonly GateEvent[]): string {
  let approvals = 0;
  let word = "pass";
  for (const event of history) {
    if (event.type === "DEADLINE")
      return { approve: word, answer: "edit", reject: "rejected" }[otherwise.does] + nobody(otherwise);
    if (event.type !== "ANSWERED") continue;
    const { verdict } = event.reply;
    if (verdict === "reject" && revises === true) return "invalid-output";
    if (verdict !== "approve" && verdict !== "edit") return "rejected";
    approvals = verdict === "edit" ? 1 : approvals + 1;
    if (verdict === "edit") word = "edit";
  }
  return approvals < quorum ? `asks with ${approvals} approvals` : word;
}

function nobody({ does }: GateInput["otherwise"]): string {
  return does === "reject" ? "" : " unattended";
}
