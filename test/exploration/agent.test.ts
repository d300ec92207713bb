import { describe, expect, it } from "vitest";
import type { AgentInput } from "../../machines/agent-request.ts";
import { agentWorld } from "./agent-world.ts";
import { type Exploration, explore } from "./explore.ts";
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
  { path: "a", gatesBefore: 1, gatesAfter: 0, isPerson: false, judgesBefore: [0] },
  { path: "a", gatesBefore: 0, gatesAfter: 2, isPerson: false, judgesAfter: [0] },
  { path: "a", gatesBefore: 0, gatesAfter: 2, isPerson: false, judgesAfter: [1] },
  { path: "a", gatesBefore: 0, gatesAfter: 1, isPerson: true, judgesAfter: [0] },
  { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: false, asks: 1 },
  { path: "a", gatesBefore: 0, gatesAfter: 1, isPerson: false, asks: 1, judgesAfter: [0] },
  { path: "a", gatesBefore: 1, gatesAfter: 0, isPerson: false, asks: 1 },
];

function nameOf({
  isPerson,
  hasSchema,
  gatesBefore,
  gatesAfter,
  judgesBefore,
  judgesAfter,
  asks = 0,
}: AgentInput): string {
  const who = `${isPerson ? "a person" : "work"}${hasSchema === true ? " and a schema" : ""}`;
  const judges = [
    ...(judgesBefore ?? []).map((place) => `a judge before at ${place}`),
    ...(judgesAfter ?? []).map((place) => `a judge after at ${place}`),
    ...(asks === 0 ? [] : [`${asks} question back`]),
  ];
  return [`${who} with ${gatesBefore} gates before and ${gatesAfter} after`, ...judges].join(", ");
}

const explored = new Map<AgentInput, Exploration>();

function exploredOnce(input: AgentInput): Exploration {
  const found = explored.get(input) ?? explore(agentWorld(input, REAL));
  explored.set(input, found);
  return found;
}

/** Some explorations take seconds, and more on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe("the agent machine, in every order of events", () => {
  for (const input of AGENTS) {
    const name = nameOf(input);
    it(`${name}: always ends, takes nothing stale, and leaves neither work nor gates`, PATIENCE, () => {
      const { wrongs, longest, ends, states } = exploredOnce(input);
      expect(wrongs).toEqual([]);
      expect(longest).toBeLessThan(30);
      expect(ends).toBeGreaterThan(1);
      expect(states).toBeGreaterThan(40);
    });
  }

  it("visits every state of the machine", PATIENCE, () => {
    const shown = AGENTS.flatMap((input) => exploredOnce(input).shown);
    const states = [
      "awaiting-gate closing",
      "awaiting-gate open",
      "done",
      "failed",
      "idle",
      "working aborting",
      "working running",
    ];
    expect([...new Set(shown)].toSorted()).toEqual(states);
  });
});
