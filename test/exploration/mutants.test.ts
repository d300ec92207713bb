import { describe, expect, it } from "vitest";
import type { AgentInput } from "../../machines/agent-request.ts";
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

/** Gates are small, and so are these runs: a bug that lets one go on for ever shows at once. */
const SMALL = 5_000;

const AGENTS: readonly Partial<AgentInput>[] = [
  {},
  { gatesBefore: 1 },
  { gatesAfter: 2 },
  { gatesAfter: 1, judgesAfter: [0] },
  { asks: 1 },
];

type Search = readonly [string, () => { readonly wrongs: readonly string[] }];

function searches(where: Mutant["in"], machines: Machines): readonly Search[] {
  switch (where) {
    case "agent":
      return AGENTS.map((more): Search => {
        const input = { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: false, ...more };
        return [`the agent with ${JSON.stringify(more)}`, () => explore(agentWorld(input, machines))];
      });
    case "gate":
      return Object.entries(GATES).map(
        ([name, input]): Search => [name, () => explore(gateWorld(input, verdictDue, machines), SMALL)],
      );
    case "supervisor":
      return Object.entries(GROUPS).map(
        ([name, { input, kids }]): Search => [name, () => explore(groupWorld(input, kids, machines))],
      );
  }
}

/** Scenes, and bugs that must show in them. */
const WHOLE: readonly (readonly [string, string])[] = [
  ["a parallel that retries one", "forgets to stop"],
  ["a parallel that retries one", "never recovers"],
  ["a parallel that retries one", "ends while children live"],
  ["a parallel that retries one", "does not notice that a child is over"],
  ["an agent whose judge revises, rejects or fails", "is over before its judge is"],
  ["an agent whose judge revises, rejects or fails", "forgets to consult"],
  ["work that asks a function, then a plan", "forgets what it was told"],
  ["a vote of two, counted by a function", "loses what a function gave"],
  ["a handoff back and forth", "does not hear a hand-off"],
];

/** Some explorations take seconds, and more on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe("a planted bug is found by exploring", () => {
  for (const mutant of MUTANTS) {
    it(`a machine of the ${mutant.in} that ${mutant.bug}`, PATIENCE, () => {
      expect(killerOf(mutant)).toEqual(expect.any(String));
    });
  }

  it("a whole run with a planted bug is found out too", PATIENCE, () => {
    const survivors = WHOLE.filter(([name, bug]) => {
      const scene = SCENES[name];
      const mutant = MUTANTS.find((one) => one.bug === bug);
      if (scene === undefined || mutant === undefined) throw new Error(`no ${name}, or nothing that ${bug}`);
      const run = closedRun({ ...scene, pairs: false, machines: mutant.machines });
      return wrongsOf(() => explore(run, SMALL)).length === 0;
    });
    expect(survivors).toEqual([]);
  });
});
