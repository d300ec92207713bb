import fc from "fast-check";
import { expect, it } from "vitest";
import type { Fact } from "../../../src/model/fact.ts";
import { bound } from "../../../src/plan/bound.ts";
import { lint } from "../../../src/plan/lint.ts";
import type { Finding } from "../../../src/plan/lint/finding.ts";
import { build } from "../../properties/build.ts";
import { plant } from "../../properties/planted.ts";
import { play } from "../../properties/play.ts";
import { scenarios } from "../../properties/random-plan.ts";

/** What contradicts a rule which says that something can never happen: a run in which it did. */
const CONTRADICTED: Readonly<Record<string, (finding: Finding, fact: Fact) => boolean>> = {
  "dead-directive": ({ path, message }, fact) => {
    const [, place = "", kind] = /at place (\d+) of (\S+) in/.exec(message) ?? [];
    return isDecidedAt(path, fact) && fact.rule.kind === kind && fact.rule.position === Number(place) - 1;
  },
  "forbidden-directive": ({ path, message, severity }, fact) => {
    const [, kind, does] = /^(\S+) in .* says (\w+),/.exec(message) ?? [];
    return severity === "error" && isDecidedAt(path, fact) && fact.rule.kind === kind && fact.directive === does;
  },
  "unreachable-peer": ({ path }, fact) => fact.type === "node.started" && placeIn(fact.path) === path,
};

it("says of nothing that it can never happen which happens in a run", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const findings = lint(build(plant(scenario.plan), new Map())).filter(
        ({ rule, path }) => rule in CONTRADICTED && !/\[|answers:/.test(path),
      );
      fc.pre(findings.length > 0);
      const { facts } = await play(scenario);
      for (const finding of findings)
        expect(facts.filter((fact) => CONTRADICTED[finding.rule]?.(finding, fact) === true)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("finds a plan without a bound just where it has none", () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const plan = build(plant(scenario.plan), new Map());
      const isFound = lint(plan.given((input: unknown) => input)).some(({ rule }) => rule === "missing-bound");
      expect(isFound).toBe(bound(plan) === undefined);
    }),
  );
});

type Decided = Extract<Fact, { readonly type: "supervisor.decided" }>;

function isDecidedAt(path: string, fact: Fact): fact is Fact & Decided {
  return fact.type === "supervisor.decided" && fact.rule.by === "policy" && placeIn(fact.rule.owner) === path;
}

/** The place in the plan of a path in a run: without activations, lives and attempts. */
function placeIn(path: string): string {
  return path.replaceAll(/\[\d+\]|~\d+|#\d+/g, "");
}
