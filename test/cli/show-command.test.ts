import { expect, it } from "vitest";
import { killedRuns, waitingRuns } from "./journal/kept-runs.ts";
import { troupe } from "./troupe-process.ts";

it("shows a run as the terminal does, with the commands that answer what it asks", async () => {
  const file = await killedRuns("order-17");
  const { code, stdout } = await troupe(["show", file, "order"]);
  expect(code).toBe(0);
  expect(stdout.split("\n")).toEqual([
    expect.stringMatching(/^run order-17 of refund · \? waiting · began \S+ ago$/),
    `${file}: no process runs it now`,
    "",
    expect.stringMatching(/^● refund chain {2}working +\S+$/),
    expect.stringMatching(/^├─ \? price +waiting +\S+ +large-sum · \S+ left, then reject$/),
    "└─ ○ pay        idle",
    "",
    expect.stringMatching(/^1 of 10 steps · \S+$/),
    "",
    "? approval large-sum · refund/price",
    "  input",
    "    null",
    "  output",
    '    {"euros":120}',
    expect.stringMatching(/^ {2}\S+ left, then reject \(at \S+\) · id refund\/price!1$/),
    `  troupe answer ${file} 'refund/price!1' --run order-17 approve`,
    `  troupe answer ${file} 'refund/price!1' --run order-17 reject <reason>`,
    `  troupe answer ${file} 'refund/price!1' --run order-17 edit <json>`,
    "",
    `answers take effect, and it goes on, when it is brought back: troupe resume ${file} <module>`,
    "",
  ]);
});

it("gives all of it as one line of JSON", async () => {
  const file = await waitingRuns("a1");
  const { stdout } = await troupe(["show", file, "a1", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    id: "a1",
    plan: "refund",
    state: "waiting",
    spend: { steps: 1 },
    nodes: [{ path: "refund" }, { path: "refund/price", state: "awaiting-gate" }, { path: "refund/pay" }],
    questions: [{ id: "refund/price!1" }],
  });
});

it("names what is near where there is no such run", async () => {
  const file = await waitingRuns("a1");
  expect(await troupe(["show", file, "a2"])).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^USAGE There is no run "a2" in .*\n {2}Did you mean "a1"\?/),
  });
});
