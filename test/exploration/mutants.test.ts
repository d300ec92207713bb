import { describe, expect, it } from "vitest";
import { agentWorld } from "./agent-world.ts";
import { closedRun } from "./closed-run.ts";
import { explore } from "./explore.ts";
import { GATES, verdictDue } from "./gates.ts";
import { gateWorld } from "./gate-world.ts";
import { GROUPS } from "./groups.ts";
import { groupWorld } from "./group-world.ts";
import { MUTANTS, type Mutant } from "./mutants.ts";
import { SCENES } from "./scenes.ts";
import type { Machines } from "./shown-driver.ts";

/** What an exploration finds wrong; a space without an end is wrong too. */
function wrongsOf(search: () => { readonly wrongs: readonly string[] }): readonly string[] {
  try {
    return search().wrongs;
  } catch (error) {
    return [String(error)];
  }
}

/** The first exploration that a bug does not survive, and what it found. */
function killerOf({ in: where, machines }: Mutant): string | undefined {
  for (const [name, search] of searches(where, machines)) {
    const [wrong] = wrongsOf(search);
    if (wrong !== undefined) return `${name}: ${wrong.split("\n", 1)[0] ?? ""}`;
  }
  return undefined;
}

type Search = readonly [string, () => { readonly wrongs: readonly string[] }];

function searches(where: Mutant["in"], machines: Machines): readonly Search[] {
  switch (where) {
    case "agent":
      return [
        [0, 0],
        [1, 0],
        [0, 2],
      ].map(([gatesBefore = 0, gatesAfter = 0]): Search => {
        const input = { path: "a", gatesBefore, gatesAfter, isPerson: false };
        return [`the agent with ${gatesBefore} + ${gatesAfter} gates`, () => explore(agentWorld(input, machines))];
      });
    case "gate":
      return Object.entries(GATES).map(
        ([name, input]): Search => [name, () => explore(gateWorld(input, verdictDue, machines))],
      );
    case "supervisor":
      return Object.entries(GROUPS).map(
        ([name, { input, kids }]): Search => [name, () => explore(groupWorld(input, kids, machines))],
      );
  }
}

/** Some explorations take seconds, and more on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe("a planted bug is found by exploring", () => {
  for (const mutant of MUTANTS) {
    it(`a machine of the ${mutant.in} that ${mutant.bug}`, PATIENCE, () => {
      expect(killerOf(mutant)).toEqual(expect.any(String));
    });
  }

  it("a whole run with a planted bug is found out too", PATIENCE, () => {
    const whole = [
      "forgets to stop",
      "never recovers",
      "ends while children live",
      "does not notice that a child is over",
    ];
    const scene = SCENES["a parallel that retries one"];
    const found = MUTANTS.filter(({ bug }) => whole.includes(bug)).map(({ bug, machines }) => [
      bug,
      scene !== undefined && wrongsOf(() => explore(closedRun({ ...scene, pairs: false, machines }))).length > 0,
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(whole.map((bug) => [bug, true])));
  });
});
