import { describe, expect, it } from "vitest";
import { explore } from "./explore.ts";
import { GATES, verdictDue } from "./gates.ts";
import { gateWorld } from "./gate-world.ts";
import { REAL } from "./shown-driver.ts";

describe("the gate machine, in every order of events", () => {
  for (const [name, input] of Object.entries(GATES)) {
    it(`${name}: decides once, as its kind demands`, () => {
      const { wrongs, longest, ends } = explore(gateWorld(input, verdictDue, REAL));
      expect(wrongs).toEqual([]);
      expect(longest).toBeLessThan(7);
      expect(ends).toBeGreaterThan(0);
    });
  }

  it("visits every state of the machine", () => {
    const shown = Object.values(GATES).flatMap((input) => explore(gateWorld(input, verdictDue, REAL)).shown);
    expect([...new Set(shown)].toSorted()).toEqual(["asking", "checking", "closed", "consulting", "decided"]);
  });
});
