import { Agent, run } from "@openai/agents";
import { ending, type Sight, shown } from "../../../compare/sight.ts";
import { createBranches } from "../../../compare/three-branches.ts";
import { modelOf } from "../fake-model.ts";

/** Agents side by side are promises side by side: with `all`, and with `allSettled`. */
export async function probe(): Promise<readonly Sight[]> {
  return [await all(), await settled()];
}

async function all(): Promise<Sight> {
  const branches = createBranches();
  const ended = await ending(Promise.all(agents(branches).map((agent) => run(agent, "go"))));
  await branches.settled();
  const { slowEnd } = branches.calls;
  return { way: "`Promise.all`", cells: [ended, "not in what rejects", slowEnd, "there is nothing to resume"] };
}

async function settled(): Promise<Sight> {
  const branches = createBranches();
  const results = await Promise.allSettled(agents(branches).map((agent) => run(agent, "go")));
  const kept = results.map((result) => (result.status === "fulfilled" ? result.value.finalOutput : "failed"));
  const { slowEnd } = branches.calls;
  return { way: "`Promise.allSettled`", cells: ["resolves", shown(kept), slowEnd, "the caller's code decides"] };
}

function agents({ quick, broken, slow }: ReturnType<typeof createBranches>) {
  return [
    new Agent({ name: "quick", model: modelOf(quick) }),
    new Agent({ name: "broken", model: modelOf(broken) }),
    new Agent({ name: "slow", model: modelOf((_, { signal }) => slow(signal)) }),
  ];
}
