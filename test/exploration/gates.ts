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
  "an approval with a condition": gate({ kind: "approval", hasWhen: true }),
  "a person who must answer": gate({ kind: "person" }),
  "a person for whom a value stands in": gate({ kind: "person", otherwise: { does: "answer", value: 0 } }),
};

/** What a gate has to say after all that it heard, from docs/semantics.md and not from the machine. */
export function verdictDue(input: GateInput, history: readonly GateEvent[]): string {
  const last = history.at(-1);
  switch (last?.type) {
    case "OPEN":
      return input.kind === "person" || (input.kind === "approval" && !input.hasWhen) ? "asks" : "evaluates";
    case "EVALUATED":
      return input.kind === "approval" ? conditionDue(last.value) : checkDue(input, last.value);
    case "NOT_EVALUATED":
      return input.kind === "approval" ? "asks" : "defect";
    case "ANSWERED":
      return { approve: "pass", edit: "edit", reject: "rejected", skip: "rejected", retry: "rejected" }[
        last.reply.verdict
      ];
    case "CONSULTED":
    case "NOT_CONSULTED":
      return "nothing";
    case "DEADLINE":
      return { approve: "pass unattended", answer: "edit unattended", reject: "rejected" }[input.otherwise.does];
    case undefined:
      return "nothing";
  }
}

/** Only a clear no lets an approval pass without a person. */
function conditionDue(value: unknown): string {
  return value === false ? "pass" : "asks";
}

function checkDue({ kind, isBefore }: GateInput, value: unknown): string {
  if (value === true || (Array.isArray(value) && value.length === 0)) return "pass";
  return kind === "policy" || isBefore ? "rejected" : "invalid-output";
}
