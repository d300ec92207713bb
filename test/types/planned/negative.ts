import * as t from "./api.ts";

/** What must not compile of what is not there yet. Never called. */
export function mistakes(): void {
  const num = t.agent("num", { work: async (x: string) => x.length });
  const str = t.agent("str", { work: async (x: number) => String(x) });
  const obj = t.agent("obj", { work: async (x: number) => ({ x }) });
  const increment = t.agent("increment", { work: async (n: number) => n + 1 });
  const lost = t.agent("lost", { handsTo: ["zoe"], work: async (x: number, c) => c.handoff("zoe", x) });
  const join = t.agent("join", { work: async (d: { num: string }) => d.num });
  const after = { join: ["num"] } as const;

  // @ts-expect-error N3 a loop without a bound
  t.loop("l", increment, { until: (n) => n > 3 });
  // @ts-expect-error N4 a loop whose output is not its input
  t.loop("l", num, { until: () => true, max: 3 });
  // @ts-expect-error N10 a hand-off to somebody who is not there
  t.handoff("h", { lost, str }, { start: "lost", max: 3 });
  // @ts-expect-error N11 a graph with an unknown dependency
  t.graph("g", { num }, { after: { num: ["nobody"] }, output: "num" });
  // @ts-expect-error N12 a graph with a dependency of the wrong type
  t.graph("g", { num, join }, { after, output: "join" });
  // @ts-expect-error N14 a vote on objects without a ballot
  t.vote("v", [obj, obj], t.majority({ tie: "fail" }));
}
