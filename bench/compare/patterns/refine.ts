import { agent, createRuntime, type Judged, refine, type Verdict } from "troupe";
import type { World } from "../world.ts";

/** Writes and criticizes until the critic has nothing to say, three rounds at most. */
export async function run(about: string, { write, critic }: World) {
  const plan = refine("text", {
    generate: agent("write", {
      work: (topic: string, { feedback }) => write({ topic, critique: feedback?.issues[0]?.message ?? "" }),
    }),
    evaluate: agent("critic", {
      async work({ output }: Judged<string, string>): Promise<Verdict> {
        const feedback = await critic(output);
        return feedback === "" ? { verdict: "pass" } : { verdict: "revise", feedback };
      },
    }),
    rounds: 3,
  });
  await using runtime = createRuntime();
  return await runtime.start(plan, about).outcome;
}
