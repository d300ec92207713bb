import type { AgentSpec } from "../plan/spec.ts";
import { type Result, thrownBy } from "./attempt.ts";
import { Misfit, readInput } from "./boundary.ts";
import { type Eventually, isLater } from "./eventually.ts";

/** Asks an agent's input schema whether a value fits, and leaves the value as it is: the work's own attempt transforms it. */
export function checkInput(id: string, agent: AgentSpec, value: unknown): Eventually<Result> {
  const threw = (error: unknown): Result => ({ kind: "threw", id, thrown: thrownBy(agent, error) });
  const read = (input: unknown): Result =>
    input instanceof Misfit
      ? { kind: "invalid", id, where: "input", issues: input.issues, previous: value }
      : { kind: "evaluated", id, value: true };
  try {
    const input = readInput(agent, value);
    return isLater(input) ? Promise.resolve(input).then(read, threw) : read(input);
  } catch (error) {
    return threw(error);
  }
}
