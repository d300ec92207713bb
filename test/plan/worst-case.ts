import fc from "fast-check";
import { agent } from "../../src/plan/agent.ts";
import { bound } from "../../src/plan/bound.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { judge } from "../../src/plan/judge.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { toPlan } from "../../src/plan/planned.ts";
import { recursive } from "../../src/plan/recursive.ts";
import { refine } from "../../src/plan/refine.ts";
import type { Spec } from "../../src/plan/spec.ts";
import { vote } from "../../src/plan/vote.ts";
import { best, majority } from "../../src/plan/vote-rules.ts";
import type { Adversary } from "./adversary-parts.ts";
import type { LoosePlan } from "./random-plan.ts";

const give = (_: unknown): unknown => 0;

/** An agent that is never tried again, with what it may ask back, whom it may hand off to, and its judges. */
function once(
  name: string,
  options: { readonly asks?: number; readonly judges?: number; readonly handsTo?: readonly string[] } = {},
) {
  const { asks = 0, judges = 0, handsTo = [] } = options;
  const critic = agent("critic", { work: give }).supervised({ "*": [] });
  return agent<unknown, unknown, unknown, unknown, string>(name, { work: give, asks, handsTo })
    .gated(...Array.from({ length: judges }, (_, place): never => retyped(judge(`judge ${place}`, retyped(critic)))))
    .supervised({ "*": [] });
}

/**
 * Plans in which every step that the bound counts can be taken in one run: nothing is tried again, so that no attempt is
 * lost to a failure, and nothing is given up before its end.
 */
export function wastefulPlan(name: string, depth: number): fc.Arbitrary<LoosePlan> {
  const leaf = fc
    .record({ asks: fc.nat({ max: 2 }), judges: fc.nat({ max: 2 }) })
    .map((options): LoosePlan => once(name, options).answers(once("desk 1"), once("desk 2")));
  if (depth === 0) return leaf;
  const part = (of: string) => wastefulPlan(of, depth - 1);
  const parts = fc.tuple(part("s0"), part("s1"), part("s2"));
  const many = fc.integer({ min: 1, max: 3 });
  const until = () => false;
  return fc.oneof(
    leaf,
    parts.map((steps): LoosePlan => retyped(chain(name, retyped(steps)))),
    parts.map(([a, b, c]): LoosePlan => parallel(name, { a, b, c })),
    parts.map(([a, b, c]): LoosePlan => branch(name, { on: () => "a", cases: { a, b, c } })),
    part("s0").map((body) => {
      const over: LoosePlan = retyped(map(name, body, { maxItems: 2 }));
      return over.given(() => ITEMS);
    }),
    fc.tuple(part("s0"), many).map(([body, max]): LoosePlan => loop(name, body, { until, max, exhausted: "last" })),
    fc
      .tuple(part("s0"), many)
      .map(([generate, rounds]) =>
        refine(name, { generate, evaluate: retyped(once("critic")), rounds, unapproved: "best" }),
      ),
    fc.tuple(parts, fc.boolean()).map(([voters, isBest]) => {
      const picker: never = retyped(once("pick"));
      return vote(name, voters, isBest ? best(picker) : majority<unknown>({ tie: picker, ballot: () => 0 }));
    }),
    parts.map(([s0, s1, s2]): LoosePlan => {
      const after = { s1: ["s0"], s2: [{ node: "s0", when: () => true }, "s1"] };
      return graph(name, { s0, s1, s2 }, retyped({ after, output: "s2" }));
    }),
    fc.tuple(many, fc.nat({ max: 2 })).map(([max, asks]): LoosePlan => {
      const handsTo = ["a", "b"];
      const peers = { a: once("a", { asks, handsTo }), b: once("b", { asks, handsTo }) };
      const passing: LoosePlan = retyped(handoff(name, retyped(peers), retyped({ start: "a", max })));
      return passing.answers(once("desk 1"), once("desk 2"));
    }),
    fc.tuple(parts, many, many).map(([[left, right, end], rounds, maxTasks]): LoosePlan => {
      const planner = once(`planner ${maxTasks}`);
      const synthesizer = chain("end", [end]);
      return orchestrate(name, retyped({ workers: { left, right }, planner, synthesizer, rounds, maxTasks }));
    }),
    part("s0").map((body) =>
      recursive<unknown, unknown>({
        depth: 2,
        otherwise: body,
        plan: (deeper) => retyped(chain(name, [retyped(body), retyped(chain("deeper", [retyped(deeper)]))])),
      }),
    ),
  );
}

/** Takes every step that there is: asks as often as it may, hands off to the end, and chooses the dearest. */
export function wasteful(): Adversary {
  let calls = 0;
  const handed = new Map<string, number>();
  const dearest = ({ children }: Spec, from: number) =>
    children.slice(from).toSorted((a, b) => (bound(toPlan(b.spec)) ?? 0) - (bound(toPlan(a.spec)) ?? 0))[0]?.segment;
  return {
    attempt({ agent: it }, { path, answers, group: { course } }) {
      if (answers < (it?.asks ?? 0)) return "asked";
      if (course?.kind !== "handoff") return "done";
      const above = path.slice(0, path.lastIndexOf("/"));
      const passes = handed.get(above) ?? 0;
      handed.set(above, passes + 1);
      return passes < course.shape.max ? "handed" : "done";
    },
    choose: (names, group) => dearest(group, 0) ?? names[0],
    pick: (count) => count - 1,
    say(call) {
      if (call === "select") return ITEMS;
      return call === "until" ? false : call === "when" ? true : calls++;
    },
    give(spec, group) {
      if (spec.name === "critic" && group.kind === "refine")
        return { verdict: "revise", feedback: "more", score: calls++ };
      if (spec.name === "critic") return { verdict: "pass" };
      if (spec.name === "desk 1") return null;
      if (spec.name === "pick") return 0;
      const [, maxTasks = "0"] = /^planner (\d+)$/.exec(spec.name) ?? [];
      if (!spec.name.startsWith("planner")) return undefined;
      const worker = dearest(group, 2);
      return Array.from({ length: Number(maxTasks) }, (_, place) => ({ worker, label: `${place}`, input: ITEMS }));
    },
  };
}

/** Lists all the way down: whatever maps over it has two items. */
const ITEMS: unknown = Array.from({ length: 2 }, () =>
  Array.from({ length: 2 }, () => [
    [[], []],
    [[], []],
  ]),
);
