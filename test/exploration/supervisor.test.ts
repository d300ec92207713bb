import { describe, expect, it } from "vitest";
import { explore } from "./explore.ts";
import { groupWorld } from "./group-world.ts";
import { GROUPS } from "./groups.ts";
import { REAL } from "./shown-driver.ts";

const explored = Object.entries(GROUPS).map(
  ([name, { input, kids }]) => [name, explore(groupWorld(input, kids, REAL))] as const,
);

/** Some explorations take seconds, and more on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe("the supervisor machine with its real coordinators, in every order of events", () => {
  for (const [name, { wrongs, longest, ends, states }] of explored) {
    it(`${name}: always ends, takes nothing stale, and leaves no child, no wait and no question`, PATIENCE, () => {
      expect(wrongs).toEqual([]);
      expect(longest).toBeLessThan(30);
      expect(ends).toBeGreaterThan(1);
      expect(states).toBeGreaterThan(ends);
    });
  }

  it("visits every state of the machine", () => {
    const shown = explored.flatMap(([, found]) => found.shown);
    expect([...new Set(shown)].toSorted()).toEqual(["done", "failed", "idle", "recovering", "running", "stopping"]);
  });
});
