import { agent, branch, createRuntime } from "troupe";
import type { World } from "../world.ts";

/** Code chooses: a long mail is skimmed, a short one is read. */
export async function run(mail: string, { read, skim }: World) {
  const plan = branch("mail", {
    on: (text: string) => (text.length > 20 ? "long" : "short"),
    cases: { long: agent("skim", { work: skim }), short: agent("read", { work: read }) },
  });
  await using runtime = createRuntime();
  return await runtime.start(plan, mail).outcome;
}
