import { expectTypeOf } from "vitest";
import { z } from "zod";
import * as t from "./api.ts";

/** Cases of the contract for what is not there yet: loop, vote, orchestrate, refine, judge, handoff, graph. */
type IO<P> = [t.PlanInput<P>, t.PlanOutput<P>];

const Ticket = z.object({ id: z.string(), text: z.string() });
const Reply = z.object({ text: z.string(), refund: z.number() });
type Ticket = z.infer<typeof Ticket>;
type Reply = z.infer<typeof Reply>;
const draft = t.agent("draft", { input: Ticket, output: Reply, work: async () => ({ text: "", refund: 0 }) });

// P4 loop
const increment = t.agent("increment", { work: async (n: number) => n + 1 });
const counted = t.loop("l", increment, { until: (n) => n > 3, max: 5 });
expectTypeOf<IO<typeof counted>>().toEqualTypeOf<[number, number]>();

// P5 vote: primitive outputs need no ballot; objects do; best sees the reasoning
const yes = t.agent("yes", { work: async (x: string) => x.length > 3 });
const ofThree = () => t.vote("v", t.repeat(yes, 3), t.majority({ tie: "fail" }));
expectTypeOf<IO<ReturnType<typeof ofThree>>>().toEqualTypeOf<[string, boolean]>();
const byQuorum = () => t.vote("v2", [draft, draft, draft], t.quorum(2, { ballot: (reply) => reply.refund }));
expectTypeOf<t.PlanOutput<ReturnType<typeof byQuorum>>>().toEqualTypeOf<Reply>();
const picker = t.agent("picker", {
  work: async (ballots: readonly t.Ballot<Reply>[]) => ballots.findIndex((ballot) => ballot.reasoning),
});
const byJudge = () => t.vote("v3", [draft, draft], t.best(picker));
expectTypeOf<t.PlanOutput<ReturnType<typeof byJudge>>>().toEqualTypeOf<Reply>();

// P7 orchestrate: tasks typed by the workers
const workers = {
  search: t.agent("search", { work: async (q: { query: string }) => [q.query] }),
  extract: t.agent("extract", { work: async (d: { doc: string }) => d.doc.length }),
};
type Workers = typeof workers;
const planner = t.agent("planner", {
  work: async (p: t.Progress<string, Workers>): Promise<t.Task<Workers>[]> =>
    p.round > 1 ? [] : [{ worker: "search", label: "s", input: { query: p.goal } }],
});
const writer = t.agent("writer", { work: async (p: t.Progress<string, Workers>) => p.results.map(resultText).join() });
const orchestrated = () => t.orchestrate("o", { workers, planner, synthesizer: writer, rounds: 2, maxTasks: 10 });
expectTypeOf<IO<ReturnType<typeof orchestrated>>>().toEqualTypeOf<[string, string]>();

function resultText(result: t.TaskResult<Workers>): string {
  if (result.status === "failed") return result.failure.message;
  return result.worker === "search" ? result.output.join() : result.output.toFixed();
}

// P8 refine, and a judge as a gate
const critic = t.agent("critic", {
  work: async (judged: t.Judged<unknown, Reply>): Promise<t.Verdict> =>
    judged.output.refund > 0 ? { verdict: "pass" } : { verdict: "revise", feedback: "more" },
});
const refined = () => t.refine("ref", { generate: draft, evaluate: critic, rounds: 3, unapproved: "best" });
expectTypeOf<t.PlanOutput<ReturnType<typeof refined>>>().toEqualTypeOf<Reply>();
export const judged = () => draft.gated(t.judge("critic", critic));

// P9 handoff and graph
const front = t.agent("front", {
  input: Ticket,
  handsTo: ["back"],
  work: async (x, c) => (x.text ? "solved" : c.handoff("back", x)),
});
const back = t.agent("back", {
  input: Ticket,
  handsTo: ["front"],
  work: async (x, c) => (x.text ? 7 : c.handoff("front", x)),
});
const handed = () => t.handoff("h", { front, back }, { start: "front", max: 6 });
expectTypeOf<IO<ReturnType<typeof handed>>>().toEqualTypeOf<[Ticket, "solved" | 7]>();
const billing = t.agent("billing", { work: async (x: Ticket) => x.id });
const tech = t.agent("tech", { work: async (x: Ticket) => x.text.length });
const join = t.agent("join", {
  work: async (d: { readonly billing: string; readonly tech?: number }) => `${d.billing}${d.tech}`,
});
const graphed = () =>
  t.graph(
    "g",
    { billing, tech, join },
    { after: { join: ["billing", { node: "tech", when: (n) => n > 3 }] }, output: "join" },
  );
expectTypeOf<IO<ReturnType<typeof graphed>>>().toEqualTypeOf<[Ticket, string]>();
