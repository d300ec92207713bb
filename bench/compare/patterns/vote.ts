import { agent, createRuntime, majority, vote } from "troupe";
import type { World } from "../world.ts";

/** Three voters on the same mail; the answer that most of them give. */
export async function run(mail: string, { cautious, hasty, learned }: World) {
  const voters = [
    agent("cautious", { work: cautious }),
    agent("hasty", { work: hasty }),
    agent("learned", { work: learned }),
  ];
  await using runtime = createRuntime();
  return await runtime.start(vote("spam", voters, majority({ tie: "fail" })), mail).outcome;
}
