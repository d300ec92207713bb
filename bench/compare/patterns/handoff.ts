import { agent, createRuntime, handoff } from "troupe";
import type { World } from "../world.ts";

/** The front desk hands over to the peer that it names; that one may hand back; three times at most. */
export async function run(asked: string, { triage, billing, tech }: World) {
  const plan = handoff(
    "desk",
    {
      front: agent("front", {
        handsTo: ["billing", "tech"],
        work: async (question: string, context) => context.handoff(await triage(question), question),
      }),
      billing: agent("billing", { handsTo: ["front"], work: billing }),
      tech: agent("tech", { handsTo: ["front"], work: tech }),
    },
    { start: "front", max: 3 },
  );
  await using runtime = createRuntime();
  return await runtime.start(plan, asked).outcome;
}
