import { expect, it } from "vitest";
import { type ListedRun, runsTable } from "../../../src/cli/journal/runs-table.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";

const run: ListedRun = {
  id: "a1",
  plan: "refund",
  state: "running",
  startedAt: 0,
  endedAt: undefined,
  steps: 3,
  stepsMax: 10,
  questions: [],
};
const ask = (name: string, deadline: number) => ({ id: name, name, deadline });

it("lists runs under one another, with how they stand and what they ask", () => {
  const runs: readonly ListedRun[] = [
    { ...run, state: "waiting", questions: [ask("large-sum", 120_000), ask("fraud", 0)] },
    { ...run, id: "order-17", questions: [ask("late", 60_000)] },
    { ...run, plan: "support", state: "failed", stepsMax: undefined },
    { ...run, state: "damaged" },
  ];
  expect(`\n${runsTable(runs, { paint: plain, now: 60_000 }).join("\n")}\n`).toBe(`
run       plan     state      age    steps  asks
a1        refund   ? waiting   1m  3 of 10  large-sum, 1m left, 1 more
order-17  refund   ● running   1m  3 of 10  late, deadline passed
a1        support  ✗ failed    1m        3
a1        refund   ✗ damaged   1m
`);
});
