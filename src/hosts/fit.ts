import type { Fitted } from "../kernel/port.ts";
import type { Issue } from "../model/failure.ts";
import type { Question } from "../model/question.ts";
import type { AgentSpec, Spec } from "../plan/spec.ts";
import { thrownBy } from "./attempt.ts";
import { Misfit, readInput, readOutput } from "./boundary.ts";

/**
 * Holds a person's value against the schema of whoever gives the plan's output: an edit is an output like any other, and
 * what the plan around would only find wrong later (a planner's tasks) is found here. An edited input only has to fit: it stays as it is, for the work's own attempt transforms it.
 */
export async function fit(spec: Spec | undefined, question: Question, value: unknown): Promise<Fitted> {
  const agent = giverOf(spec);
  if (agent === undefined) return { fits: true, value };
  try {
    const read = await (question.isOfInput ? readInput(agent, value) : readOutput(agent, value));
    if (read instanceof Misfit) return { fits: false, why: read.issues.map(worded).join("; ") };
    if (question.isOfInput) return { fits: true, value };
    const why = spec?.wrongWith?.(read);
    return why === undefined ? { fits: true, value: read } : { fits: false, why };
  } catch (error) {
    return { fits: false, why: thrownBy(agent, error).message };
  }
}

/**
 * The agent that gives a plan's output, where it is one in any case: the plan itself, or the last step of a chain. What
 * several agents give, or one of several, and what a fallback gives, is not known here.
 */
function giverOf(spec: Spec | undefined): AgentSpec | undefined {
  if (spec?.kind === "chain" || spec?.kind === "given") return giverOf(spec.children.at(-1)?.spec);
  return spec?.agent;
}

/** An issue with the field that it is about in front: `subject: Invalid input`. */
function worded({ path = [], message }: Issue): string {
  return path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`;
}
