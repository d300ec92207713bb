import { describe, expect, it } from "vitest";
import type { AgentInput } from "../../machines/agent-request.ts";
import { agentWorld } from "./agent-world.ts";
import { explore } from "./explore.ts";
import { REAL } from "./shown-driver.ts";

const AGENTS: readonly AgentInput[] = [
  { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: false },
  { path: "a", gatesBefore: 1, gatesAfter: 0, isPerson: false },
  { path: "a", gatesBefore: 0, gatesAfter: 2, isPerson: false },
  { path: "a", gatesBefore: 1, gatesAfter: 1, isPerson: false },
  { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: true },
  { path: "a", gatesBefore: 1, gatesAfter: 1, isPerson: true },
  { path: "a", gatesBefore: 1, gatesAfter: 0, isPerson: false, hasSchema: true },
  { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: true, hasSchema: true },
];

/** Some explorations take seconds, and more on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe("the agent machine, in every order of events", () => {
  for (const input of AGENTS) {
    const who = `${input.isPerson ? "a person" : "work"}${input.hasSchema === true ? " and a schema" : ""}`;
    const name = `${who} with ${input.gatesBefore} gates before and ${input.gatesAfter} after`;
    it(`${name}: always ends, takes nothing stale, and leaves neither work nor gates`, PATIENCE, () => {
      const { wrongs, longest, ends, states } = explore(agentWorld(input, REAL));
      expect(wrongs).toEqual([]);
      expect(longest).toBeLessThan(30);
      expect(ends).toBeGreaterThan(1);
      expect(states).toBeGreaterThan(40);
    });
  }

  it("visits every state of the machine", () => {
    const shown = AGENTS.flatMap((input) => explore(agentWorld(input, REAL)).shown);
    const states = ["awaiting-gate", "done", "failed", "idle", "working aborting", "working running"];
    expect([...new Set(shown)].toSorted()).toEqual(states);
  });
});
