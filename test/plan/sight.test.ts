import { expect, it } from "vitest";
import { DEFAULT_CHAINS } from "../../supervisors/defaults.ts";
import { FAILURE_KINDS } from "../../src/model/failure.ts";
import { below, chainIn, DEFAULTS, stepsBackIn } from "../../src/plan/sight.ts";
import { BACKOFF } from "../../supervisors/defaults.ts";

const back = (from?: string) =>
  ({
    does: "retry",
    attempts: 1,
    backoff: BACKOFF,
    scope: "one",
    restarts: 1,
    ...(from === undefined ? {} : { from }),
  }) as const;

it("is the defaults where there is no policy", () => {
  expect([DEFAULTS, below(DEFAULTS, undefined)]).toEqual([DEFAULT_CHAINS, DEFAULT_CHAINS]);
});

it("takes the chain of the nearest policy that names the kind, by its name or by *", () => {
  const outer = below(DEFAULTS, { timeout: [back("a")], "*": [back("b")] });
  const inner = below(outer, { timeout: [] });
  expect([outer.timeout, outer.transient, inner.timeout, inner.transient]).toEqual([
    [back("a")],
    [back("b")],
    [],
    [back("b")],
  ]);
  expect(Object.keys(inner).toSorted()).toEqual([...FAILURE_KINDS].toSorted());
});

it("knows what a policy itself does about a kind", () => {
  expect([chainIn({ timeout: [] }, "timeout"), chainIn({ "*": [back()] }, "lost")]).toEqual([[], [back()]]);
  expect([chainIn({ timeout: [] }, "lost"), chainIn(undefined, "lost")]).toEqual([undefined, undefined]);
});

it("knows the steps that chains go back to", () => {
  expect([...stepsBackIn([[back("a"), back()], [back("b"), back("a")], [{ does: "escalate" }]])]).toEqual(["a", "b"]);
});
