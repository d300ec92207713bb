import {
  type Agent,
  agent,
  answer,
  approval,
  ask,
  type Ballot,
  best,
  chain,
  check,
  confidence,
  decline,
  graph,
  handoff,
  human,
  judge,
  type Judged,
  loop,
  majority,
  map,
  orchestrate,
  type Plan,
  type PlanInput,
  type PlanOutput,
  policy,
  type Progress,
  quorum,
  recursive,
  refine,
  repeat,
  retry,
  role,
  skip,
  type Task,
  type TaskResult,
  type Verdict,
  vote,
  type VoteRule,
  weighted,
} from "troupe";
import { expectTypeOf } from "vitest";
import { z } from "zod";

/** What compiles of the patterns that go around, compare and pass on. The numbers are those of the contract (P4 to P9). */
type IO<P> = [PlanInput<P>, PlanOutput<P>];

const Ticket = z.object({ id: z.string(), text: z.string() });
const Reply = z.object({ text: z.string(), refund: z.number() });
type Ticket = z.infer<typeof Ticket>;
type Reply = z.infer<typeof Reply>;
const draft = agent("draft", { input: Ticket, output: Reply, work: async ({ text }) => ({ text, refund: 0 }) });

// P4 a loop: its output is an input of it
const increment = agent("increment", { work: async (n: number) => n + 1 });
const counted = loop("l", increment, { until: (n, round) => n > 3 || round > 2, max: 5, exhausted: "last" });
expectTypeOf(counted).toEqualTypeOf<Plan<number, number>>();

// P4a a loop whose body takes more than it gives
const trim = agent("trim", { work: async (text: string | number) => String(text).trim() });
const trimmed = loop("trim it", trim, { until: (text) => text.length < 10, max: 3 });
expectTypeOf(trimmed).toEqualTypeOf<Plan<string | number, string>>();

// P5 a vote: primitive outputs need no ballot; objects do; best sees the reasoning
const yes = agent("yes", { work: async (x: string) => x.length > 3 });
expectTypeOf(vote("v", repeat(yes, 3), majority({ tie: "fail" }))).toEqualTypeOf<Plan<string, boolean>>();
expectTypeOf(vote("v", repeat(yes, 3), quorum(2))).toEqualTypeOf<Plan<string, boolean>>();
const byQuorum = vote("v2", repeat(draft, 3), quorum(2, { ballot: (reply) => reply.refund }));
expectTypeOf(byQuorum).toEqualTypeOf<Plan<Ticket, Reply>>();
const picker = agent("picker", {
  work: async (ballots: readonly Ballot<Reply>[]) => ballots.findIndex((ballot) => ballot.reasoning),
});
expectTypeOf(vote("v3", repeat(draft, 2), best(picker))).toEqualTypeOf<Plan<Ticket, Reply>>();

// P5a weights by voter, and a plan that decides a tie
const byWeight = vote(
  "v4",
  [draft, draft],
  weighted({ ballot: (reply) => reply.refund, tie: picker, weights: { "draft[0]": 2 } }),
);
expectTypeOf(byWeight).toEqualTypeOf<Plan<Ticket, Reply>>();
const tied = vote("v5", repeat(draft, 3), majority({ ballot: (reply) => reply.text, tie: picker }));
expectTypeOf(tied).toEqualTypeOf<Plan<Ticket, Reply>>();

// P5b a judge that looks at less than the ballots hold judges them all the same
const anybody = agent("anybody", {
  work: async (ballots: readonly { readonly voter: string }[]) => ballots.length - 1,
});
expectTypeOf(vote("v6", repeat(draft, 2), best(anybody))).toEqualTypeOf<Plan<Ticket, Reply>>();

// P5c a rule that is kept says over which outputs
const cheapest = quorum(2, { ballot: (reply: Reply) => reply.refund });
expectTypeOf(cheapest).toEqualTypeOf<VoteRule<Reply>>();

// P7 orchestrate: tasks and results typed by the workers
const workers = {
  search: agent("search", { work: async (q: { query: string }) => [q.query] }),
  extract: agent("extract", { work: async (d: { doc: string }) => d.doc.length }),
};
type Workers = typeof workers;
const planner = agent("planner", {
  work: async (p: Progress<string, Workers>): Promise<Task<Workers>[]> =>
    p.round > 1 ? [] : [{ worker: "search", label: "s", input: { query: p.goal } }],
});
const writer = agent("writer", { work: async (p: Progress<string, Workers>) => p.results.map(resultText).join() });
const orchestrated = orchestrate("o", { workers, planner, synthesizer: writer, rounds: 2, maxTasks: 10 });
expectTypeOf(orchestrated).toEqualTypeOf<Plan<string, string>>();

function resultText(result: TaskResult<Workers>): string {
  if (result.status === "failed") return result.failure.message;
  return result.worker === "search" ? result.output.join() : result.output.toFixed();
}
expectTypeOf<Extract<Task<Workers>, { worker: "extract" }>["input"]>().toEqualTypeOf<{ doc: string }>();

// P7a a person looks at the tasks before they start: what `when` sees is the list of tasks
orchestrate("o", {
  workers,
  planner,
  synthesizer: writer,
  rounds: 2,
  maxTasks: 10,
  approve: approval("tasks", { when: (tasks) => tasks.length > 3, deadlineMs: 1000, otherwise: "reject" }),
});

// P8 refine, and a judge as a gate
const critic = agent("critic", {
  work: async (judged: Judged<unknown, Reply>): Promise<Verdict> =>
    judged.output.refund > 0 ? { verdict: "pass" } : { verdict: "revise", feedback: "more" },
});
const refined = refine("ref", { generate: draft, evaluate: critic, rounds: 3, unapproved: "best" });
expectTypeOf(refined).toEqualTypeOf<Plan<Ticket, Reply>>();
const judged = draft.gated(
  judge("critic", critic),
  policy("pii", (reply) => reply.text === "" || "leaks"),
);
expectTypeOf(judged).toEqualTypeOf<Agent<Ticket, Reply>>();

// P8a a judge of the input, and one that sees both
const skeptic = agent("skeptic", {
  work: async ({ input, output }: Judged<Ticket, Reply>): Promise<Verdict> =>
    input.text === output.text ? { verdict: "reject", reason: "a parrot" } : { verdict: "pass", score: 0.8 },
});
const guard = agent("guard", { work: async (_: Judged<unknown, Ticket>): Promise<Verdict> => ({ verdict: "pass" }) });
expectTypeOf(draft.gated(judge("skeptic", skeptic)).gatedBefore(judge("guard", guard))).toEqualTypeOf<
  Agent<Ticket, Reply>
>();

// P8b an agent's own confidence, and approvals of several people in a role
const sure = draft.gated(
  confidence("sure", { use: 0.8, ask: { from: 0.4, asks: "Good enough?", deadlineMs: 1000, otherwise: "reject" } }),
  approval("refund", {
    quorum: 2,
    roles: ["manager", "auditor"],
    when: (reply, { confidence: share = 0 }) => reply.refund > 100 || share < 0.5,
    deadlineMs: 1000,
    otherwise: "reject",
  }),
);
expectTypeOf(sure).toEqualTypeOf<Agent<Ticket, Reply>>();

// P9 handoff: outputs of any peer, the input that all of them take
const front = agent("front", {
  input: Ticket,
  handsTo: ["back"],
  work: async (x, { handoff: give }) => (x.text ? "solved" : give("back", x)),
});
expectTypeOf(front).toEqualTypeOf<Agent<Ticket, "solved", "back">>();
const back = agent("back", {
  input: Ticket,
  handsTo: ["front"],
  work: async (x, context) => (x.text ? 7 : context.handoff("front", x)),
});
const handed = handoff("h", { front, back }, { start: "front", max: 6 });
expectTypeOf<IO<typeof handed>>().toEqualTypeOf<[Ticket, "solved" | 7]>();

// P9a a peer that only answers, one that is a person, and one that keeps its peers through its methods
const silent = agent("silent", { input: Ticket, work: async () => true });
const desk = human("desk", { input: Ticket, output: z.date(), deadlineMs: 1000, otherwise: "fail" });
const supervisedBack = back.supervised({ timeout: [retry(), skip(7)] }).budgeted({ steps: 3 });
expectTypeOf(supervisedBack).toEqualTypeOf<Agent<Ticket, 7, "front">>();
const swarm = handoff("swarm", { front, back: supervisedBack, silent, desk }, { start: "silent", max: 1 });
expectTypeOf<IO<typeof swarm>>().toEqualTypeOf<[Ticket, "solved" | 7 | boolean | Date]>();

// P9c a peer that is a plan of several: it only answers
const team = handoff("team", { front, back: chain("back", [silent]) }, { start: "front", max: 1 });
expectTypeOf<IO<typeof team>>().toEqualTypeOf<[Ticket, "solved" | boolean]>();

// P9b peers written in their handoff keep the names of those that they hand to
const inline = handoff(
  "inline",
  {
    front: agent("front", { input: Ticket, handsTo: ["back"], work: (x, context) => context.handoff("back", x) }),
    back: agent("back", { input: Ticket, work: ({ text }) => text }),
  },
  { start: "front", max: 1 },
);
expectTypeOf<IO<typeof inline>>().toEqualTypeOf<[Ticket, string]>();

// P9 graph: a node takes the record of what leads to it, a conditional one may be missing
const billing = agent("billing", { work: async (x: Ticket) => x.id });
const tech = agent("tech", { work: async (x: Ticket) => x.text.length });
const join = agent("join", {
  work: async (d: { readonly billing: string; readonly tech?: number }) => `${d.billing}${d.tech}`,
});
const graphed = graph(
  "g",
  { billing, tech, join },
  { after: { join: ["billing", { node: "tech", when: (n) => n > 3 }] }, output: "join" },
);
expectTypeOf<IO<typeof graphed>>().toEqualTypeOf<[Ticket, string]>();

// P9c a graph whose output is not its last node, one without edges, and a node that waits for nothing
const early = graph("early", { billing, tech, join }, { after: { join: ["billing", "tech"] }, output: "billing" });
expectTypeOf<IO<typeof early>>().toEqualTypeOf<[Ticket, string]>();
const loose = graph("loose", { billing, tech }, { after: {}, output: "tech" });
expectTypeOf<IO<typeof loose>>().toEqualTypeOf<[Ticket, number]>();
const rooted = graph("rooted", { billing, tech }, { after: { billing: [] }, output: "tech" });
expectTypeOf<IO<typeof rooted>>().toEqualTypeOf<[Ticket, number]>();

// P11 a plan in terms of itself
const flat = agent("flat", { work: async (x: Ticket) => [x.id] });
const parts = agent("parts", { work: async (x: Ticket) => [x, x] });
const whole = agent("whole", { work: async (lists: readonly (readonly string[])[]) => lists.flat() });
const deep = recursive<Ticket, string[]>({
  depth: 3,
  plan: (deeper) => chain("level", [parts, map("each", deeper, { maxItems: 2 }), whole]),
  otherwise: flat,
});
expectTypeOf(deep).toEqualTypeOf<Plan<Ticket, string[]>>();
const bottom = agent("bottom", { work: (n: number) => n });
const same = recursive({ depth: 2, plan: (deeper) => chain("again", [increment, deeper]), otherwise: bottom });
expectTypeOf(same).toEqualTypeOf<Plan<number, number>>();

// P12 a role, a question back, and everybody who may answer it
const careful = role({
  brief: { goal: "reply", definitionOfDone: "nothing is promised" },
  timeoutMs: 20_000,
  expects: { costUsd: 0.01 },
  classify: () => "permanent",
  idempotent: true,
});
const asking = agent("asking", {
  input: Ticket,
  role: careful,
  asks: 2,
  work: async ({ id }, { answers, brief }) => {
    expectTypeOf(answers[0]?.answer).toEqualTypeOf<unknown>();
    return answers.length === 0 ? ask({ whoOwns: id }) : `${answers.length}${brief?.goal}`;
  },
});
expectTypeOf(asking).toEqualTypeOf<Agent<Ticket, string>>();
const everything = agent("everything", {
  asks: 1,
  handsTo: ["back"],
  work: (n: number, { handoff: give }) => {
    if (n > 3) return ask("which?");
    if (n > 2) return decline("no");
    return n > 1 ? give("back", n) : answer({ n }, { confidence: 1 });
  },
});
expectTypeOf(everything).toEqualTypeOf<Agent<number, { n: number }, "back">>();
const owner = human("owner", { output: z.string(), deadlineMs: 1000, otherwise: "fail" });
const told = asking.answers((question, { path, input }) => `${String(question)}${path}${String(input)}`, owner);
expectTypeOf(told).toEqualTypeOf<Agent<Ticket, string>>();
expectTypeOf(chain("c", [asking]).answers(() => undefined)).toEqualTypeOf<Plan<Ticket, string>>();

// P13 they nest, as all plans do
const nested = chain("nested", [
  vote("ids", repeat(billing, 3), majority({ tie: "first" })),
  agent("n", { work: (id: string) => id.length }),
  loop("count", increment, { until: (n) => n > 3, max: 3 }).supervised({ unresolved: [skip(4)] }),
]);
expectTypeOf(nested).toEqualTypeOf<Plan<Ticket, number>>();
const schemaless = agent("schemaless", { work: async (x: number) => ({ n: x }) }).gated(
  confidence("sure", { use: 0.5 }),
  check("n", (output) => output.n > 0 || "positive please"),
);

/** Made at run time, too, not only for the compiler. */
export const built = [nested, schemaless, deep, told, handed, graphed, orchestrated, refined, judged];
