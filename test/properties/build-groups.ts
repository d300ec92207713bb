import { retyped } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { repeat, vote } from "../../src/plan/vote.ts";
import { best, majority, quorum, type VoteRule, weighted } from "../../src/plan/vote-rules.ts";
import { taskGate } from "./build-agent.ts";
import { ballots, sayings } from "./functions.ts";
import { edgesTo, type Planted, weightsOf } from "./planted.ts";
import type { Draft } from "./scenario.ts";

type Loose = Plan<unknown, unknown>;
type Of<K extends Draft["kind"]> = Planted & { readonly draft: Extract<Draft, { kind: K }> };

/** A vote whose first voter may be asked several times. */
export function buildVote(it: Of<"vote">, build: (plan: Planted | undefined) => Loose): Loose {
  const { name, draft, children } = it;
  const [first, ...others] = children.slice(0, draft.voters.length).map(build);
  const repeated = first === undefined ? [] : repeat(first, draft.times);
  const voters = [...repeated, ...others];
  return vote(
    name,
    voters,
    ruleOf(it, voters.length, () => retyped(build(children.at(-1)))),
  );
}

function ruleOf({ draft, children }: Of<"vote">, voters: number, judge: () => never): VoteRule<unknown> {
  const { rule } = draft;
  const ballot = "ballot" in rule && rule.ballot !== undefined ? { ballot: ballots(rule.ballot) } : {};
  switch (rule.by) {
    case "best":
      return best(judge());
    case "quorum":
      return quorum(1 + (rule.k % voters), retyped(ballot));
    case "majority": {
      const { tie: said, weights } = rule;
      const tie = said === "judge" ? judge() : said;
      if (weights === undefined) return majority<unknown>(retyped({ tie, ...ballot }));
      const [first = 1] = weightsOf(draft);
      const each = [first, ...weightsOf(draft).slice(draft.times)];
      const named = each.map((weight, place) => [children[place]?.name ?? "", weight]);
      return weighted<unknown>(retyped({ tie, weights: Object.fromEntries(named), ...ballot }));
    }
  }
}

/** A graph whose edges are as they were drafted. */
export function buildGraph({ name, draft, children }: Of<"graph">, nodes: Record<string, Loose>): Loose {
  const nameAt = (place: number) => children[place]?.name ?? "";
  const after = draft.nodes.flatMap((_, place) => {
    const edges = edgesTo(draft, place).map(({ node, when }) =>
      when === undefined ? nameAt(node) : { node: nameAt(node), when: sayings(when) },
    );
    return edges.length === 0 ? [] : [[nameAt(place), edges] as const];
  });
  const output = nameAt(draft.output % draft.nodes.length);
  return graph(name, nodes, retyped({ after: Object.fromEntries(after), output }));
}

interface Parts {
  readonly planner: Loose;
  readonly synthesizer: Loose;
  readonly workers: Record<string, Loose>;
}

/** An orchestration, with the gate for its tasks where its planner has one. */
export function buildOrchestrate({ name, draft, children }: Of<"orchestrate">, parts: Parts): Loose {
  const { rounds, maxTasks, concurrency } = draft;
  const approve = children[0] === undefined ? undefined : taskGate(children[0]);
  return orchestrate(
    name,
    retyped({ ...parts, rounds, maxTasks, concurrency, ...(approve === undefined ? {} : { approve }) }),
  );
}
