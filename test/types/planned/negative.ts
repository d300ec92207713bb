import { z } from "zod";
import * as t from "./api.ts";
const num = t.agent("num", { work: async (x: string) => x.length });
const str = t.agent("str", { work: async (x: number) => String(x) });
const obj = t.agent("obj", { work: async (x: number) => ({ x }) });
// N1 a chain whose steps do not fit
// @ts-expect-error
t.chain("c", [num, num]);
// N2 ... in the third place, with nesting
// @ts-expect-error
t.chain("c", [num, str, t.parallel("p", { a: str, b: obj })]);
// N3 a loop without a bound
// @ts-expect-error
t.loop("l", t.agent("inc", { work: async (n: number) => n + 1 }), { until: (n) => n > 3 });
// N4 a loop whose output is not its input
// @ts-expect-error
t.loop("l", num, { until: () => true, max: 3 });
// N5 a gate on a field the output does not have
// @ts-expect-error
t.agent("g", { output: z.object({ text: z.string() }), work: async (_: number) => ({ text: "" }) }).gated(
  t.check("c", (o) => o.refund > 1),
);
// N6 an approval without a deadline or default
// @ts-expect-error
t.approval("a", { when: (x: number) => x > 1 });
// N7 a skip of the wrong type
// @ts-expect-error
num.supervised({ transient: [t.skip("three")] });
// N8 a retry of a permanent failure
// @ts-expect-error
num.supervised({ permanent: [t.retry()] });
// N9 a route to a label without a specialist
// @ts-expect-error
t.route("r", {
  by: t.agent("l", { work: async (_: number) => "sales" as "sales" | "tech" }),
  to: { tech: str },
  otherwise: str,
});
// N10 a hand-off to somebody who is not there
const a = t.agent("a", { handsTo: ["zoe"], work: async (x: number, c) => c.handoff("zoe", x) });
// @ts-expect-error
t.handoff("h", { a, str }, { start: "a", max: 3 });
// N11 a graph: unknown dependency; N12 a dependency of the wrong type
// @ts-expect-error
t.graph("g", { num }, { after: { num: ["nobody"] }, output: "num" });
// @ts-expect-error
t.graph(
  "g",
  { num, join: t.agent("join", { work: async (d: { num: string }) => d.num }) },
  { after: { join: ["num"] }, output: "join" },
);
// N13 an input of the wrong type; N14 a vote on objects without a ballot; N15 a fallback that gives something else
const runtime = t.createRuntime();
// @ts-expect-error
runtime.start(num, 4);
// @ts-expect-error
t.vote("v", [obj, obj], t.majority({ tie: "fail" }));
// @ts-expect-error
num.supervised({ timeout: [t.fallback(t.agent("f", { work: async (x: string) => x }))] });
// N16 the work returns what its schema does not accept; N17 output read without looking at the status
// @ts-expect-error
t.agent("w", { output: z.object({ n: z.number() }), work: async (_: number) => ({ n: "x" }) });
// @ts-expect-error
(await runtime.start(num, "x").outcome).output;
// N18 a branch to a case that is not there
// @ts-expect-error
t.branch("b", { on: (x) => (x > 1 ? "yes" : "perhaps"), cases: { yes: str, no: str } });
