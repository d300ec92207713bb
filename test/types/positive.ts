import { type } from "arktype";
import {
  type Agent,
  agent,
  answer,
  approval,
  branch,
  chain,
  check,
  createRuntime,
  decline,
  fallback,
  type FailureKind,
  human,
  map,
  parallel,
  pass,
  type Plan,
  type PlanInput,
  type PlanOutput,
  policy,
  retry,
  revise,
  route,
  skip,
} from "troupe";
import * as v from "valibot";
import { expectTypeOf } from "vitest";
import { z } from "zod";

/** What compiles, and with which types. The numbers are those of the contract (P1 to P10). */
type IO<P> = [PlanInput<P>, PlanOutput<P>];

const Ticket = z.object({ id: z.string(), text: z.string() });
const Triage = z.object({ queue: z.enum(["billing", "tech"]), urgent: z.boolean() });
const Reply = z.object({ text: z.string(), refund: z.number() });
type Ticket = z.infer<typeof Ticket>;
type Triage = z.infer<typeof Triage>;
type Reply = z.infer<typeof Reply>;

// P1 an agent: from schemas, from the function alone, with transforms
const classify = agent("classify", {
  input: Ticket,
  output: Triage,
  work: async (ticket, { signal }) => {
    signal.throwIfAborted();
    return { queue: ticket.text ? ("tech" as const) : ("billing" as const), urgent: true };
  },
});
expectTypeOf(classify).toEqualTypeOf<Agent<Ticket, Triage>>();
const bare = agent("bare", { work: async (x: number) => String(x) });
expectTypeOf(bare).toEqualTypeOf<Agent<number, string>>();
const dated = agent("dated", {
  input: z.string().transform((s) => new Date(s)),
  output: z.number().transform(String),
  work: (date) => date.getTime(),
});
expectTypeOf(dated).toEqualTypeOf<Agent<string, string>>();
const maybe = agent("maybe", {
  input: Ticket,
  output: Reply,
  work: async (x) => (x.text ? answer({ text: "a", refund: 0 }, { confidence: 0.4 }) : decline("not mine")),
});
expectTypeOf(maybe).toEqualTypeOf<Agent<Ticket, Reply>>();
const bareMaybe = agent("bareMaybe", {
  work: async (x: number) => (x > 1 ? answer("yes", { confidence: 1 }) : decline("no")),
});
expectTypeOf<IO<typeof bareMaybe>>().toEqualTypeOf<[number, string]>();

// P1 with valibot and with arktype
const ofValibot = agent("ofValibot", {
  input: v.object({ id: v.string() }),
  output: v.pipe(v.number(), v.transform(String)),
  work: ({ id }) => id.length,
});
expectTypeOf(ofValibot).toEqualTypeOf<Agent<{ id: string }, string>>();
const ofArktype = agent("ofArktype", {
  input: type({ id: "string" }),
  output: type("number"),
  work: async ({ id }) => id.length,
});
expectTypeOf(ofArktype).toEqualTypeOf<Agent<{ id: string }, number>>();
const mixed = agent("mixed", { input: v.string(), output: Reply, work: (text) => ({ text, refund: 0 }) });
expectTypeOf(mixed).toEqualTypeOf<Agent<string, Reply>>();

// P1 a literal is checked against the schema, and widened where there is none
const literal = agent("literal", {
  output: z.object({ queue: z.enum(["a", "b"]) }),
  work: async () => ({ queue: "a" }),
});
expectTypeOf(literal).toEqualTypeOf<Agent<unknown, { queue: "a" | "b" }>>();
expectTypeOf(agent("spelt", { work: () => "sales" })).toEqualTypeOf<Agent<unknown, string>>();

// P1 types that are said, where the work does not say them
expectTypeOf(agent<Ticket, number>("said", { work: ({ id }) => id.length })).toEqualTypeOf<Agent<Ticket, number>>();

// P1 everything that may be declared
const declared = agent("declared", {
  work: (x: number, { attempt, feedback, brief, idempotencyKey, progress, spend }) => {
    progress(attempt / 3, feedback?.previous);
    spend({ inputTokens: 1, costUsd: 0.01 });
    return `${x}${brief?.goal}${idempotencyKey}`;
  },
  brief: { goal: "count", definitionOfDone: "a number" },
  timeoutMs: 20_000,
  expects: { latencyMs: 800, costUsd: 0.01 },
  classify: (thrown) => (thrown instanceof RangeError ? "permanent" : undefined),
  idempotent: true,
});
expectTypeOf(declared).toEqualTypeOf<Agent<number, string>>();

// P2 a chain: three steps, context kept by pass(), a slice by given()
const orders = agent("orders", { work: async (_: Triage) => ["o1"] });
const history = agent("history", { work: async (_: Triage) => 3 });
const draft = agent("draft", {
  input: z.object({ triage: Triage, orders: z.array(z.string()), history: z.number() }),
  output: Reply,
  timeoutMs: 20_000,
  work: async (context) => ({ text: context.orders.join(), refund: context.history }),
}).gated(
  check("no-promises", (reply) => !reply.text.includes("promise") || "no promises"),
  approval("refund", {
    asks: "Pay it?",
    when: (reply) => reply.refund > 100,
    deadlineMs: 86_400_000,
    otherwise: "reject",
  }),
);
const send = agent("send", { input: Reply, work: async (reply) => reply.text.length });
const support = chain("support", [
  classify,
  parallel("context", {
    triage: pass<Triage>(),
    orders: orders.supervised({ transient: [retry(), skip([])] }),
    history,
  }),
  draft,
  send,
]).supervised({ timeout: [retry({ attempts: 3 })], "*": [skip(0)] });
expectTypeOf(support).toEqualTypeOf<Plan<Ticket, number>>();
const sliced = chain("sliced", [classify, bare.given((x: Triage) => (x.urgent ? 1 : 2))]);
expectTypeOf(sliced).toEqualTypeOf<Plan<Ticket, string>>();

// P2 a chain of steps that nobody has counted
const [first, ...rest] = [1, 2, 3].map((n) => agent(`add ${n}`, { work: (x: number) => x + n }));
if (first !== undefined) expectTypeOf(chain("sum", [first, ...rest])).toEqualTypeOf<Plan<number, number>>();

// P3 a parallel: an object of outputs, the intersection of inputs
const both = parallel("p", {
  a: agent("a", { work: async (x: { a: number }) => x.a }),
  b: agent("b", { work: async (x: { b: string }) => x.b }),
});
expectTypeOf<PlanOutput<typeof both>>().toEqualTypeOf<{ readonly a: number; readonly b: string }>();
expectTypeOf<{ a: number; b: string }>().toExtend<PlanInput<typeof both>>();
expectTypeOf<{ a: number }>().not.toExtend<PlanInput<typeof both>>();

// P3 leaves written in their group take and give the same as on their own
const inline = parallel("inline", {
  ticket: pass(),
  orders: agent("orders", { input: z.object({ id: z.string() }), work: ({ id }) => [id] }),
  desk: human("desk", { output: z.boolean(), deadlineMs: 1000, otherwise: "fail" }),
});
expectTypeOf<IO<typeof inline>>().toEqualTypeOf<
  [{ id: string }, { readonly ticket: unknown; readonly orders: string[]; readonly desk: boolean }]
>();

// P4 map and branch
const mapped = map("m", bare, { concurrency: 4, maxItems: 100 });
expectTypeOf(mapped).toEqualTypeOf<Plan<readonly number[], readonly string[]>>();
const chosen = branch("b", { on: (x) => (x.urgent ? "fast" : "slow"), cases: { fast: orders, slow: history } });
expectTypeOf<IO<typeof chosen>>().toEqualTypeOf<[Triage, string[] | number]>();

// P6 a route: the classifier's labels are the specialists' keys
const label = agent("label", {
  input: Ticket,
  output: z.enum(["billing", "tech"]),
  work: async () => "tech" as const,
});
const billing = agent("billing", { work: async (x: Ticket) => x.id });
const tech = agent("tech", { work: async (x: Ticket) => x.text.length });
const desk = human("desk", {
  asks: "Shall we?",
  input: Ticket,
  output: z.boolean(),
  deadlineMs: 1000,
  otherwise: "fail",
});
const routed = route("r", { by: label, to: { billing, tech }, otherwise: desk });
expectTypeOf(routed).toEqualTypeOf<Plan<Ticket, string | number | boolean>>();

// P8 gates: what they look at is known where they are hung
agent("gated", { input: Ticket, output: Reply, work: async () => ({ text: "", refund: 1 }) }).gated(
  policy("pii", (reply) => reply.text === "" || "leaks"),
);
agent("unsure", { input: Ticket, work: async (x) => answer(x.text, { confidence: 0.4 }) }).gated(
  approval("low", { when: (_, { confidence = 0 }) => confidence < 0.7, deadlineMs: 1000, otherwise: "reject" }),
);
agent("schemaless", { work: async (x: number) => ({ n: x }) }).gated(check("n", (o) => o.n > 0 || "positive please"));
const risky = agent("risky", { input: Reply, work: async (reply) => reply.refund })
  .gatedBefore(approval("pay", { when: (reply) => reply.refund > 100, deadlineMs: 1, otherwise: "reject" }))
  .supervised({ "invalid-output": [revise({ rounds: 1 }), skip(0)] })
  .budgeted({ steps: 3, usd: 0.5 });
expectTypeOf(risky).toEqualTypeOf<Agent<Reply, number>>();

// P10 a fallback with a wider input, nesting
const wide = agent("wide", { work: async (_: unknown) => 0 });
const outer = chain("outer", [support.supervised({ escalated: [fallback(wide)] }), bare]);
expectTypeOf(outer).toEqualTypeOf<Plan<Ticket, string>>();

/** P10 the runtime: outcomes are narrowed by their status. Never called: here only the types are of interest. */
export async function runs(): Promise<void> {
  await using runtime = createRuntime();
  const run = runtime.start(support, { id: "1", text: "x" }, { budget: { steps: 40, usd: 0.5, wallMs: 120_000 } });
  const outcome = await run.outcome;
  if (outcome.status === "done" || outcome.status === "degraded") expectTypeOf(outcome.output).toEqualTypeOf<number>();
  if (outcome.status === "failed") expectTypeOf(outcome.failure.kind).toEqualTypeOf<FailureKind>();
  const [question] = run.snapshot().questions;
  if (question !== undefined) await run.answer(question.id, { verdict: "reject", reason: "no" });
}
