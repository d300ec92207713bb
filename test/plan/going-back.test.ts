import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { acceptGoingBack, neverTaken } from "../../src/plan/going-back.ts";
import { graph } from "../../src/plan/graph.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { World } from "./adversary.ts";
import { step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";

const to = (from: string) => ({ transient: [retry({ from })] });
const back = (name: string, from: string) => step(name).supervised(to(from));
const accept = (plan: AnyPlan) => () => acceptGoingBack(specOf(plan));
const [a, b] = [step("a"), step("b")];

describe("a retry that goes back", () => {
  const fine: readonly (readonly [string, AnyPlan])[] = [
    ["to a step before the one whose policy it is", chain("c", [a, back("send", "a")])],
    ["to the step itself", chain("c", [a, back("send", "send")])],
    ["to a step of the chain whose policy it is", chain("c", [a, b]).supervised(to("b"))],
    ["to a step of a chain inside", parallel("p", { x: chain("x", [a]), y: b }).supervised(to("a"))],
    [
      "to a step of a chain that stands in for a part",
      parallel("p", { x: b.supervised({ "*": [fallback(chain("spare", [a]))] }) }).supervised(to("a")),
    ],
    [
      "from a plan that stands in for a step",
      chain("c", [a, b.supervised({ "*": [fallback(step("f").supervised({ "*": [fallback(back("g", "a"))] }))] })]),
    ],
    ["from a shared plan in one of two places", shared()],
  ];
  it.each(fine)("is taken where it can be: %s", (_, plan) => {
    expect(accept(plan)).not.toThrow();
  });

  function shared(): AnyPlan {
    const send = back("send", "a");
    return parallel("p", { x: chain("x", [a, send]), y: send });
  }

  const wrong: readonly (readonly [string, AnyPlan, RegExp])[] = [
    ["to no step at all", chain("c", [step("draft"), back("send", "darft")]), /Did you mean "draft"\?/],
    [
      "to a step that comes later",
      chain("c", [back("send", "b"), b]),
      /"b", a step that does not lead to what fails there: it comes later, or stands beside it\. There are: send\./,
    ],
    [
      "to a node that stands beside it",
      graph("g", { a, send: back("send", "a") }, { after: {}, output: "send" }),
      /"a", a step that does not lead to what fails there: .* There are: send\./,
    ],
    [
      "out of a parallel",
      chain("c", [a, parallel("p", { x: back("x", "a") })]),
      /Only a chain or a graph goes back: put the policy on it/,
    ],
    ["outside of any chain", back("send", "a"), /transient in the policy of agent "send" goes back to "a"/],
    [
      "to a plan that stands in for a step",
      chain("c", [a.supervised({ "*": [fallback(step("f"))] }), back("send", "f")]),
      /"f", and nothing that it is asked in has such a step/,
    ],
    ["from a plan that stands in for nobody's step", step("x").supervised({ "*": [fallback(back("f", "a"))] }), /"f"/],
    [
      "to a step of the chain that stands in for its owner, which asks it nothing",
      b.given((n: unknown) => n).supervised({ "*": [retry({ from: "a" }), fallback(chain("spare", [a]))] }),
      /given "b"/,
    ],
  ];
  it.each(wrong)("is refused where it never can be: %s", (_, plan, message) => {
    expect(accept(plan)).toThrow(
      expect.objectContaining({ code: "UNKNOWN_STEP", message: expect.stringMatching(message) }),
    );
  });

  it("says for programs which policy, which kind, which step, and which steps there are", () => {
    expect(accept(chain("c", [a, back("send", "x")]))).toThrow(
      expect.objectContaining({ facts: { kind: "transient", plan: "send", from: "x", steps: ["a", "send"] } }),
    );
  });

  it("is refused only where it is never taken, whatever agents do", { timeout: 30_000 }, () => {
    let refused = 0;
    fc.assert(
      fc.property(anyPlan("root", 2), fc.infiniteStream(fc.nat()), (plan, draws) => {
        const never = neverTaken(specOf(plan)).map(({ directive }) => directive);
        fc.pre(never.length > 0);
        refused += never.length;
        const draw = (count: number) => draws.next().value % Math.max(1, count);
        const world = new World(specOf(plan), {
          attempt: () =>
            (["transient", "timeout", "permanent", "declined", "done", "done"] as const)[draw(6)] ?? "done",
          choose: (names) => names[draw(names.length)],
          pick: draw,
        });
        world.run(1_000);
        expect(never.filter((directive) => world.taken.has(directive))).toEqual([]);
      }),
      { numRuns: 1_000, maxSkipsPerRun: 1_000 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});
