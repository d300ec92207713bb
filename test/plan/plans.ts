import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
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

/** A plan of so many levels: an agent in a chain in a chain … */
export function nested(levels: number): LoosePlan {
  let plan: LoosePlan = once("a");
  for (let level = 1; level < levels; level++) plan = chain("c", [plan]);
  return plan;
}
