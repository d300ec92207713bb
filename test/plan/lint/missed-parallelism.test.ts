import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { chain } from "../../../src/plan/chain.ts";
import { map } from "../../../src/plan/map.ts";
import { orchestrate } from "../../../src/plan/orchestrate.ts";
import { parallel } from "../../../src/plan/parallel.ts";
import { step } from "../plans.ts";
import { foundBy, placesFoundBy } from "./found.ts";

const mapped = (name: string, concurrency: number, maxItems = 9) =>
  map(name, step(`${name}-item`), { concurrency, maxItems });

it("notes items and tasks that are worked on one at a time", () => {
  expect(placesFoundBy("missed-parallelism", mapped("m", 1))).toEqual(["note m"]);
  const alone = orchestrate("o", {
    workers: { a: step("a"), b: step("b") },
    planner: agent("planner", { work: (_: unknown) => [] }),
    synthesizer: step("join"),
    rounds: 2,
    maxTasks: 3,
    concurrency: 1,
  });
  expect(placesFoundBy("missed-parallelism", alone)).toEqual(["note o"]);
});

it("notes a map right behind a map, and says how items go on by themselves", () => {
  const twice = chain("c", [mapped("read", 4), mapped("sum", 4)]);
  expect(foundBy("missed-parallelism", twice)).toMatchObject([
    { severity: "note", path: "c/sum", remedy: expect.stringContaining('chain("each", [read-item, sum-item])') },
  ]);
});

it("says nothing of maps beside one another, and of a map with something between it and the one before", () => {
  const plans = [
    mapped("m", 2),
    mapped("m", 1, 1),
    parallel("p", { a: mapped("a", 2), b: mapped("b", 2) }),
    chain("c", [mapped("a", 2), agent("sort", { work: (all: readonly unknown[]) => all }), mapped("b", 2)]),
  ];
  for (const plan of plans) expect(placesFoundBy("missed-parallelism", plan)).toEqual([]);
});
