import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** `Promise.all`, and a count in code. */
export async function run(mail: string, { cautious, hasty, learned }: World) {
  const voters = [
    new Agent({ name: "cautious", model: modelOf(cautious) }),
    new Agent({ name: "hasty", model: modelOf(hasty) }),
    new Agent({ name: "learned", model: modelOf(learned) }),
  ];
  const votes = await Promise.all(voters.map(async (voter) => (await start(voter, mail)).finalOutput ?? ""));
  return winner(votes);
}

function winner(votes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || first[1] === second?.[1]) throw new Error("a tie");
  return first[0];
}
