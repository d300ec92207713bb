import { z } from "zod";
import * as t from "./api.ts";
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>) => {};
type IO<P> = [t.PlanInput<P>, t.PlanOutput<P>];

const Ticket = z.object({ id: z.string(), text: z.string() });
const Triage = z.object({ queue: z.enum(["billing", "tech"]), urgent: z.boolean() });
const Reply = z.object({ text: z.string(), refund: z.number() });
type Ticket = z.infer<typeof Ticket>;
type Triage = z.infer<typeof Triage>;
type Reply = z.infer<typeof Reply>;

// P1 agent: from schemas, from the function alone, with transforms
export const classify = t.agent("classify", {
  input: Ticket,
  output: Triage,
  work: async (ticket, { signal }) => {
    signal.throwIfAborted();
    return { queue: ticket.text ? ("tech" as const) : ("billing" as const), urgent: true };
  },
});
same<IO<typeof classify>, [Ticket, Triage]>(true);
const bare = t.agent("bare", { work: async (x: number) => String(x) });
same<IO<typeof bare>, [number, string]>(true);
const dated = t.agent("dated", {
  input: z.string().transform((s) => new Date(s)),
  output: z.number().transform(String),
  work: (d) => d.getTime(),
});
same<IO<typeof dated>, [string, string]>(true);
const maybe = t.agent("maybe", {
  input: Ticket,
  output: Reply,
  work: async (x) => (x.text ? t.answer({ text: "a", refund: 0 }, { confidence: 0.4 }) : t.decline("not mine")),
});
same<IO<typeof maybe>, [Ticket, Reply]>(true);
const bareMaybe = t.agent("bareMaybe", {
  work: async (x: number) => (x > 1 ? t.answer("yes", { confidence: 1 }) : t.decline("no")),
});
same<IO<typeof bareMaybe>, [number, string]>(true);

// P2 chain: three steps, context kept by pass(), a slice by given()
const orders = t.agent("orders", { work: async (_: Triage) => ["o1"] });
const history = t.agent("history", { work: async (_: Triage) => 3 });
const draft = t
  .agent("draft", {
    input: z.object({ triage: Triage, orders: z.array(z.string()), history: z.number() }),
    output: Reply,
    timeoutMs: 20_000,
    work: async (c) => ({ text: c.orders.join(), refund: c.history }),
  })
  .gated(
    t.check("no-promises", (r) => !r.text.includes("promise") || "no promises"),
    t.approval("refund", { when: (r) => r.refund > 100, deadlineMs: 86_400_000, otherwise: "reject" }),
  );
const send = t.agent("send", { input: Reply, work: async (r) => r.text.length });
export const support = t
  .chain("support", [
    classify,
    t.parallel("context", {
      triage: t.pass<Triage>(),
      orders: orders.supervised({ transient: [t.retry(), t.skip([])] }),
      history,
    }),
    draft,
    send,
  ])
  .supervised({ timeout: [t.retry({ attempts: 3 })], "*": [t.skip(0)] });
same<IO<typeof support>, [Ticket, number]>(true);
const sliced = t.chain("sliced", [classify, bare.given((x: Triage) => (x.urgent ? 1 : 2))]);
same<IO<typeof sliced>, [Ticket, string]>(true);

// P3 parallel: an object of outputs, the intersection of inputs
const par = t.parallel("p", {
  a: t.agent("a", { work: async (x: { a: number }) => x.a }),
  b: t.agent("b", { work: async (x: { b: string }) => x.b }),
});
same<t.PlanOutput<typeof par>, { readonly a: number; readonly b: string }>(true);
createdWith(par, { a: 1, b: "x" });
function createdWith<I>(_p: t.Plan<I, unknown>, _i: NoInfer<I>) {}

// P4 map, loop, branch
same<IO<ReturnType<typeof m>>, [readonly number[], readonly string[]]>(true);
function m() {
  return t.map("m", bare, { concurrency: 4, maxItems: 100 });
}
const lp = t.loop("l", t.agent("inc", { work: async (n: number) => n + 1 }), { until: (n) => n > 3, max: 5 });
same<IO<typeof lp>, [number, number]>(true);
const br = t.branch("b", { on: (x) => (x.urgent ? "fast" : "slow"), cases: { fast: orders, slow: history } });
same<IO<typeof br>, [Triage, string[] | number]>(true);

// P5 vote: primitive outputs need no ballot; objects do; best sees the reasoning
const yes = t.agent("yes", { work: async (x: string) => x.length > 3 });
same<IO<ReturnType<typeof v>>, [string, boolean]>(true);
function v() {
  return t.vote("v", t.repeat(yes, 3), t.majority({ tie: "fail" }));
}
const v2 = t.vote("v2", [draft, draft, draft], t.quorum(2, { ballot: (r) => r.refund }));
same<t.PlanOutput<typeof v2>, Reply>(true);
const picker = t.agent("picker", { work: async (b: readonly t.Ballot<Reply>[]) => b.findIndex((x) => x.reasoning) });
const v3 = t.vote("v3", [draft, draft], t.best(picker));
same<t.PlanOutput<typeof v3>, Reply>(true);

// P6 route: the classifier's labels are the specialists' keys
const label = t.agent("label", {
  input: Ticket,
  output: z.enum(["billing", "tech"]),
  work: async () => "tech" as const,
});
const billing = t.agent("billing", { work: async (x: Ticket) => x.id });
const tech = t.agent("tech", { work: async (x: Ticket) => x.text.length });
const desk = t.human("desk", { input: Ticket, output: z.boolean(), deadlineMs: 1000, otherwise: "fail" });
const rt = t.route("r", { by: label, to: { billing, tech }, otherwise: desk });
same<IO<typeof rt>, [Ticket, string | number | boolean]>(true);

// P7 orchestrate: tasks typed by the workers
const workers = {
  search: t.agent("search", { work: async (q: { query: string }) => [q.query] }),
  extract: t.agent("extract", { work: async (d: { doc: string }) => d.doc.length }),
};
type W = typeof workers;
const planner = t.agent("planner", {
  work: async (p: t.Progress<string, W>): Promise<t.Task<W>[]> =>
    p.round > 1 ? [] : [{ worker: "search", label: "s", input: { query: p.goal } }],
});
const writer = t.agent("writer", {
  work: async (p: t.Progress<string, W>) =>
    p.results
      .map((r) =>
        r.status === "failed" ? r.failure.message : r.worker === "search" ? r.output.join() : r.output.toFixed(),
      )
      .join(),
});
const orch = t.orchestrate("o", { workers, planner, synthesizer: writer, rounds: 2, maxTasks: 10 });
same<IO<typeof orch>, [string, string]>(true);

// P8 refine, judge as a gate
const critic = t.agent("critic", {
  work: async (j: t.Judged<unknown, Reply>): Promise<t.Verdict> =>
    j.output.refund ? { verdict: "pass" } : { verdict: "revise", feedback: "more" },
});
const ref = t.refine("ref", { generate: draft, evaluate: critic, rounds: 3, unapproved: "best" });
same<t.PlanOutput<typeof ref>, Reply>(true);
t.agent("gated", { input: Ticket, output: Reply, work: async () => ({ text: "", refund: 1 }) }).gated(
  t.judge("critic", critic),
  t.policy("pii", (r) => r.text === "" || "leaks"),
);
t.agent("unsure", { input: Ticket, work: async (x) => t.answer(x.text, { confidence: 0.4 }) }).gated(
  t.approval("low", { when: (_, { confidence = 0 }) => confidence < 0.7, deadlineMs: 1000, otherwise: "reject" }),
);
t.agent("schemaless", { work: async (x: number) => ({ n: x }) }).gated(
  t.check("n", (o) => o.n > 0 || "positive please"),
);
t.agent("risky", { input: Reply, work: async (r) => r.refund }).gatedBefore(
  t.approval("pay", { when: (r) => r.refund > 100, deadlineMs: 1, otherwise: "reject" }),
);

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
const ho = t.handoff("h", { front, back }, { start: "front", max: 6 });
same<IO<typeof ho>, [Ticket, "solved" | 7]>(true);
const join = t.agent("join", {
  work: async (d: { readonly billing: string; readonly tech?: number }) => `${d.billing}${d.tech}`,
});
const gr = t.graph(
  "g",
  { billing, tech, join },
  { after: { join: ["billing", { node: "tech", when: (n) => n > 3 }] }, output: "join" },
);
same<t.PlanOutput<typeof gr>, string>(true);
createdWith(gr, { id: "1", text: "x" });

// P10 runtime, outcome narrowing, fallback with a wider input, nesting
await using runtime = t.createRuntime();
const run = runtime.start(support, { id: "1", text: "x" }, { budget: { steps: 40, usd: 0.5, wallMs: 120_000 } });
const outcome = await run.outcome;
if (outcome.status === "done" || outcome.status === "degraded") outcome.output.toFixed();
if (outcome.status === "failed") outcome.failure.kind satisfies t.FailureKind;
const wide = t.agent("wide", { work: async (_: unknown) => 0 });
t.chain("outer", [support.supervised({ escalated: [t.fallback(wide)] }), bare]);
const q = run.snapshot().questions[0];
if (q) await run.answer(q.id, { verdict: "reject", reason: "no" });
