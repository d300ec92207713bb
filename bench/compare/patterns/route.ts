import { agent, createRuntime, route } from "troupe";
import type { World } from "../world.ts";

/** A classifier names the specialist. */
export async function run(question: string, { triage, billing, tech }: World) {
  const plan = route("desk", {
    by: agent("triage", { work: triage }),
    to: { billing: agent("billing", { work: billing }), tech: agent("tech", { work: tech }) },
    otherwise: agent("anybody", { work: tech }),
  });
  await using runtime = createRuntime();
  return await runtime.start(plan, question).outcome;
}
