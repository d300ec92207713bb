import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { chain } from "../../../src/plan/chain.ts";
import { orchestrate } from "../../../src/plan/orchestrate.ts";
import { pass } from "../../../src/plan/pass.ts";
import { step } from "../plans.ts";
import type { LoosePlan } from "../random-plan.ts";
import { placesFoundBy } from "./found.ts";

const synthesizedBy = (synthesizer: LoosePlan) =>
  orchestrate("o", {
    workers: { a: step("a"), b: step("b") },
    planner: agent("planner", { work: (_: unknown) => [] }),
    synthesizer,
    rounds: 2,
    maxTasks: 3,
  });

it("warns of a synthesizer that is a pass, or a row of them", () => {
  expect(placesFoundBy("idle-synthesizer", synthesizedBy(pass()))).toEqual(["warning o"]);
  expect(placesFoundBy("idle-synthesizer", synthesizedBy(chain("c", [pass<unknown>()])))).toEqual(["warning o"]);
});

it("says nothing of work, and of a function that selects", () => {
  expect(placesFoundBy("idle-synthesizer", synthesizedBy(step("join")))).toEqual([]);
  expect(placesFoundBy("idle-synthesizer", synthesizedBy(pass<unknown>().given((x: unknown) => x)))).toEqual([]);
});
