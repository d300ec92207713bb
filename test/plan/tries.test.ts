import { describe, expect, it } from "vitest";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, revise } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { Policy } from "../../src/plan/plan.ts";
import { below as underOne, DEFAULTS } from "../../src/plan/sight.ts";
import { ownChains, type Surroundings, triesOf } from "../../src/plan/tries.ts";
import { step } from "./plans.ts";

const bare = specOf(step("draft"));
const group = specOf(chain("group", [step("a")]));
const alone: Surroundings = { kind: "run", above: DEFAULTS, steps: new Set(), sources: [], isStandIn: false };

/** As above, under one policy more. */
function below(policy: Policy<unknown, unknown>, around: Surroundings = alone): Surroundings {
  const { table } = specOf(step("owner").supervised(policy)).policy ?? {};
  return { ...around, above: underOne(around.above, table) };
}

describe("an agent", () => {
  it("has the default attempts and rounds where no policy is", () => {
    expect(triesOf(bare, alone)).toEqual({ attempts: 3, rounds: 2, afterUnresolved: 0, restarts: 0, fallbacks: 1 });
  });

  it("has the most that any chain grants which can be asked about it, because one counter serves all kinds", () => {
    const around = below({
      timeout: [retry({ attempts: 5 })],
      "invalid-output": [revise({ rounds: 4 }), retry({ attempts: 4 })],
    });
    expect(triesOf(bare, around)).toMatchObject({ attempts: 5, rounds: 4 });
  });

  it("asks the nearest policy that names the kind, and no other", () => {
    const around = below({ "*": [] }, below({ "*": [retry({ attempts: 9 })] }));
    expect(triesOf(bare, around)).toMatchObject({ attempts: 1, rounds: 0 });
  });

  it("is not tried again for a kind that forbids it", () => {
    const around = below({ "*": [] });
    const above = underOne(around.above, { permanent: [{ does: "revise", rounds: 9 }] });
    expect(triesOf(bare, { ...around, above })).toMatchObject({
      attempts: 1,
      rounds: 0,
    });
  });

  it("can be tried again after it gave up, by a policy above", () => {
    const own = specOf(step("draft").supervised({ "*": [] }));
    expect(triesOf(own, below({ escalated: [retry({ attempts: 2 })] }))).toMatchObject({ attempts: 2, fallbacks: 2 });
    expect(triesOf(own, { ...below({ escalated: [retry({ attempts: 2 })] }), isStandIn: true })).toMatchObject({
      attempts: 1,
    });
  });
});

describe("a combinator", () => {
  it("has one life where nobody retries it as a whole, however often its parts are retried", () => {
    expect(triesOf(group, below({ transient: [retry({ attempts: 9 })] }))).toEqual({
      attempts: 1,
      rounds: 0,
      afterUnresolved: 0,
      restarts: 0,
      fallbacks: 1,
    });
  });

  it("has more where it is unresolved, its function throws, or it gave up, and a policy retries that", () => {
    for (const kind of ["unresolved", "defect", "escalated"] as const) {
      expect(triesOf(group, below({ [kind]: [retry({ attempts: 4 })] })).attempts).toBe(4);
    }
  });

  it("is asked as a whole about what stands behind a fallback, whatever the kind", () => {
    const spec = specOf(
      chain("group", [step("a")]).supervised({ timeout: [fallback(step("spare")), retry({ attempts: 4 })] }),
    );
    expect(triesOf(spec, alone)).toMatchObject({ attempts: 4, fallbacks: 4 });
  });
});

describe("a restart of the group", () => {
  const restarting = below({ timeout: [retry({ attempts: 2, scope: "all", restarts: 3 })] });

  it("is for members beside one another", () => {
    expect(triesOf(bare, { ...restarting, kind: "parallel" })).toMatchObject({ attempts: 3, restarts: 3 });
    expect(triesOf(bare, { ...restarting, kind: "map" }).restarts).toBe(3);
    expect(triesOf(bare, { ...restarting, kind: "chain" }).restarts).toBe(0);
  });

  it("goes back in a chain, to a step that is there already, and is no attempt", () => {
    const around = { ...below({ "*": [retry({ from: "b", attempts: 9 })] }), kind: "chain" } as const;
    expect(triesOf(bare, { ...around, steps: new Set(["a", "b"]) })).toMatchObject({ attempts: 1, restarts: 1 });
    expect(triesOf(bare, { ...around, steps: new Set(["a"]) }).restarts).toBe(0);
    expect(triesOf(bare, { ...around, kind: "parallel" }).restarts).toBe(0);
  });
});

it("reads a plan's own chains by kind, with * for the kinds that are not named", () => {
  const { table } = specOf(step("a").supervised({ timeout: [], "*": [retry()] })).policy ?? {};
  const chains = ownChains(table);
  expect(chains.filter((directives) => directives.length > 0).length).toBeGreaterThan(5);
  expect(ownChains(undefined).every((directives) => directives.length === 0)).toBe(true);
});
