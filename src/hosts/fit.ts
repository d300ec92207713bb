import type { Fitted } from "../kernel/port.ts";
import type { Question } from "../model/question.ts";
import { readThrown } from "../model/thrown.ts";
import type { Spec } from "../plan/spec.ts";
import { Misfit, readOutput } from "./attempt.ts";

/** Holds a person's value against the agent's output schema: an edit is an output like any other. */
export async function fit(spec: Spec | undefined, question: Question, value: unknown): Promise<Fitted> {
  if (spec?.agent === undefined || question.isOfInput) return { fits: true, value };
  try {
    const output = await readOutput(spec.agent, value);
    if (!(output instanceof Misfit)) return { fits: true, value: output };
    return { fits: false, why: output.issues.map((issue) => issue.message).join("; ") };
  } catch (error) {
    return { fits: false, why: readThrown(error).message };
  }
}
