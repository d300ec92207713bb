import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "../../src/plan/agent.ts";
import { bound, worstCase } from "../../src/plan/bound.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { retyped, specOf } from "../../src/plan/erasure.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { route } from "../../src/plan/route.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { World } from "./adversary.ts";
import type { Adversary } from "./adversary-parts.ts";
import { once, step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";
import { wasteful, wastefulPlan } from "./worst-case.ts";

const desk = human("desk", { output: z.unknown(), deadlineMs: 1, otherwise: "fail" });
const by = agent("label", { work: (_: unknown): "a" | "b" | "c" => "a" }).supervised({ "*": [] });

describe("bound", () => {
  const rows: readonly (readonly [string, AnyPlan, number | undefined])[] = [
    ["an agent: the default attempts and rounds", step("a"), 5],
    ["an agent that is never tried again", once("a"), 1],
    [
      "an agent: its own attempts and rounds",
      step("a").supervised({ "*": [revise({ rounds: 1 }), retry({ attempts: 4 })] }),
      5,
    ],
    ["a person", desk, 0],
    ["pass", pass(), 0],
    [
      "a fallback is tried after all attempts",
      step("a").supervised({ "*": [retry({ attempts: 2 }), fallback(once("f"))] }),
      3,
    ],
    [
      "the dearest row of fallbacks",
      desk.supervised({ timeout: [fallback(once("f")), fallback(once("g"))], rejected: [fallback(once("h"))] }),
      2,
    ],
    ["chain: the sum", chain("c", [once("a"), desk, once("b")]), 2],
    ["parallel: the sum", parallel("p", { a: once("a"), b: once("b") }), 2],
    [
      "branch: the dearest case",
      branch("b", { on: () => "a", cases: { a: once("a"), b: chain("c", [once("b"), once("d")]) } }),
      2,
    ],
    ["map: as many as there can be items", map("m", once("a"), { maxItems: 7 }), 7],
    ["map without maxItems", map("m", once("a")), undefined],
    ["map of what costs nothing", map("m", desk), 0],
    ["given: the plan in it", once("a").given((x: unknown) => x), 1],
    ["route without reroutes: classifier, dearest specialist, default", routed(0), 1 + 3 + 1],
    ["route with one reroute: two of each", routed(1), 2 + (3 + 2) + 1],
    ["route with more reroutes than specialists", routed(5), 6 + (3 + 2 + 1) + 1],
    [
      "a plan retried as a whole",
      chain("c", [once("a"), once("b")]).supervised({ unresolved: [retry({ attempts: 3 })] }),
      6,
    ],
    [
      "a plan retried as a whole by the policy above",
      parallel("p", { c: chain("c", [once("a")]) }).supervised({ escalated: [retry({ attempts: 3 })] }),
      3 * 3,
    ],
    [
      "a chain that goes back once",
      chain("c", [once("a"), step("b").supervised({ "*": [retry({ from: "a" })] })]),
      2 * (1 + 1),
    ],
    [
      "a parallel that is restarted twice",
      parallel("p", {
        a: once("a"),
        b: step("b").supervised({ "*": [retry({ scope: "all", attempts: 1, restarts: 2 })] }),
      }),
      3 * 2,
    ],
    [
      "a chain that a stand-in sends back",
      chain("c", [
        once("a"),
        step("b").supervised({ "*": [fallback(step("f").supervised({ "*": [retry({ from: "a" })] }))] }),
      ]),
      2 * (1 + 2),
    ],
    [
      "a chain that goes back to a step which another plan did",
      chain("c", [
        step("a").supervised({ "*": [fallback(once("f"))] }),
        step("b").supervised({ "*": [retry({ from: "a" })] }),
      ]),
      2 * (2 + 1),
    ],
    [
      "a chain that would go back to a plan which stood in for a step: that is no step",
      chain("c", [
        step("a").supervised({ "*": [fallback(once("f"))] }),
        step("b").supervised({ "*": [retry({ from: "f" })] }),
      ]),
      2 + 1,
    ],
    ["skip costs nothing", step("a").supervised({ "*": [skip(0)] }), 1],
    ["an outer * stops the defaults", chain("c", [step("a")]).supervised({ "*": [] }), 1],
  ];
  it.each(rows)("of %s", (_, plan, steps) => {
    expect(bound(plan)).toBe(steps);
  });

  function routed(reroutes: number): AnyPlan {
    const to = {
      a: once("a"),
      b: chain("b", [once("1"), once("2")]),
      c: chain("c", [once("1"), once("2"), once("3")]),
    };
    return route("r", { by, to, otherwise: once("d"), reroutes });
  }

  it("is undefined beyond the safe integers", () => {
    const many = { maxItems: Number.MAX_SAFE_INTEGER };
    expect(bound(map("m", map("n", once("a"), many), many))).toBeUndefined();
  });

  it("is reckoned once for all runs of a plan", () => {
    const spec = specOf(chain("c", [step("a")]));
    expect(worstCase(spec)).toBe(worstCase(spec));
  });

  it("refuses what is no plan", () => {
    expect(() => fromJavaScript(bound, undefined)).toThrow(expect.objectContaining({ code: "NOT_A_PLAN" }));
  });
});

const ANSWERS = [
  "transient",
  "timeout",
  "invalid-output",
  "permanent",
  "rejected",
  "defect",
  "lost",
  "unresolved",
  "declined",
  "asked",
  "handed",
  "done",
] as const;

/** Someone with a favourite answer, who gives it always, mostly or seldom. */
const anyAdversary = fc
  .record({
    favourite: fc.constantFrom(...ANSWERS),
    whim: fc.constantFrom(0, 1, 9),
    draws: fc.infiniteStream(fc.nat()),
  })
  .map(({ favourite, whim, draws }): Adversary => {
    const draw = (count: number) => draws.next().value % Math.max(1, count);
    return {
      attempt: () => (draw(whim + 1) === 0 ? favourite : (ANSWERS[draw(ANSWERS.length)] ?? "done")),
      choose: (names) => (draw(8) === 0 ? undefined : names[draw(names.length)]),
      pick: draw,
    };
  });

describe("the bound holds", () => {
  it("over any plan, any policies and any adversary, and every run ends", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyPlan("root", 2), anyAdversary, (plan, adversary) => {
        const { ended } = new World(specOf(plan), adversary).run(bound(plan) ?? 0);
        expect(["done", "failed"]).toContain(ended);
      }),
      { numRuns: 600 },
    );
  });

  it("and is reached, where an agent wastes all that it is granted before it succeeds", () => {
    const answers = ["transient", "transient", "invalid-output", "invalid-output", "done"] as const;
    const plans = [chain("c", [step("a"), step("b"), step("d")]), parallel("p", { a: step("a"), b: step("b") })];
    for (const plan of plans) {
      let attempts = 0;
      const adversary: Adversary = {
        attempt: () => answers[attempts++ % answers.length] ?? "done",
        choose: () => "a",
        pick: (count) => count - 1,
      };
      expect(new World(specOf(plan), adversary).run(1_000).started).toBe(bound(plan));
    }
  });

  it("and is reached exactly by the worst case of any plan in which nothing fails: every pattern, judges, asking back", () => {
    fc.assert(
      fc.property(wastefulPlan("root", 2), (plan) => {
        const most = bound(plan) ?? 0;
        expect(new World(specOf(plan), wasteful()).run(most)).toEqual({ started: most, ended: "done" });
      }),
      { numRuns: 300 },
    );
  });

  it("and is an upper bound only, where a peer hands off and so passes by its own judges", () => {
    const never: never = retyped(agent("critic", { work: (): unknown => 0 }).supervised({ "*": [] }));
    const peer = agent<unknown, unknown, unknown, unknown, string>("a", { work: (): unknown => 0, handsTo: ["a"] });
    const judged = peer.gated(judge("judge", never)).supervised({ "*": [] });
    const plan = handoff("h", retyped({ a: judged }), retyped({ start: "a", max: 2 }));
    expect([bound(plan), new World(specOf(plan), wasteful()).run(100).started]).toEqual([6, 4]);
  });
});
