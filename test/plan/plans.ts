import { agent } from "../../src/plan/agent.ts";
import type { Agent } from "../../src/plan/plan.ts";
import type { LoosePlan } from "./random-plan.ts";

/** An agent that hands its input on; for tests in which only its place matters. */
export function step(name: string): Agent<unknown, unknown> {
  return agent(name, { work: (input: unknown): unknown => input });
}

/** The same under a policy that tries nothing again: its worst case is one attempt. */
export function once(name: string): LoosePlan {
  return step(name).supervised({ "*": [] });
}
