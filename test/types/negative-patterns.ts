import {
  agent,
  approval,
  ask,
  type Ballot,
  best,
  chain,
  confidence,
  graph,
  handoff,
  judge,
  type Judged,
  loop,
  majority,
  orchestrate,
  type Progress,
  quorum,
  recursive,
  refine,
  role,
  type Task,
  type Verdict,
  vote,
  weighted,
} from "troupe";

/**
 * What must not compile of the patterns that go around, compare and pass on: every line below an expectation is an
 * error, or the expectation is one. Never called. The numbers are those of the contract (N3 to N14); letters are ours.
 */
const num = agent("num", { work: async (x: string) => x.length });
const str = agent("str", { work: async (x: number) => String(x) });
const obj = agent("obj", { work: async (x: number) => ({ x }) });
const increment = agent("increment", { work: async (n: number) => n + 1 });
type Obj = { readonly x: number };

export function loops(): void {
  // @ts-expect-error N3 a loop without a bound
  loop("l", increment, { until: (n) => n > 3 });
  // @ts-expect-error N4 a loop whose output is not its input
  loop("l", num, { until: () => true, max: 3 });
  // @ts-expect-error N4a a loop that looks at what its output does not have
  loop("l", increment, { until: (n) => n.done, max: 3 });
  // @ts-expect-error N4b a word for an exhausted loop that there is not
  loop("l", increment, { until: () => true, max: 3, exhausted: "best" });
  // @ts-expect-error N4c a loop that gives no yes or no
  loop("l", increment, { until: (n) => n, max: 3 });
  // @ts-expect-error N4d a recursive plan whose level gives something else than its bottom
  recursive({ depth: 2, plan: (deeper) => chain("c", [deeper, str]), otherwise: increment });
  // @ts-expect-error N4e a recursive plan without a bottom
  recursive({ depth: 2, plan: () => increment });
}

export function votes(): void {
  const judgeOfTexts = agent("j", { work: async (ballots: readonly Ballot<string>[]) => ballots.length });
  const lengths = agent("lengths", { work: async (x: string) => [x.length] });
  const naming = agent("naming", { work: async (ballots: readonly Ballot<Obj>[]) => ballots[0]?.voter ?? "" });

  // @ts-expect-error N14 a vote on objects without a ballot
  vote("v", [obj, obj], majority({ tie: "fail" }));
  // @ts-expect-error N14a ... by a quorum
  vote("v", [obj, obj], quorum(2));
  // @ts-expect-error N14b ... with weights
  vote("v", [obj, obj], weighted({ tie: "fail", weights: { obj: 2 } }));
  // @ts-expect-error N14c a majority that does not say what happens in a tie
  majority({ ballot: (output: Obj) => output.x });
  // @ts-expect-error N14d a ballot that is an object itself
  majority({ ballot: (output: Obj) => output, tie: "fail" });
  // @ts-expect-error N14e a judge of other outputs than the voters give
  vote("v", [obj, obj], best(judgeOfTexts));
  // @ts-expect-error N14f a judge that names a voter, not a place
  best(naming);
  // @ts-expect-error N14g a tie decided by a judge of other outputs
  vote("v", [obj, obj], majority({ ballot: (output) => output.x, tie: judgeOfTexts }));
  // @ts-expect-error N14h voters that give different things
  vote("v", [num, lengths], quorum(1));
  // @ts-expect-error N14i a plan where the rule belongs
  vote("v", [num, num], best);
}

export function handoffs(): void {
  const lost = agent("lost", { handsTo: ["zoe"], work: async (x: number, c) => c.handoff("zoe", x) });

  // @ts-expect-error N10 a hand-off to somebody who is not there
  handoff("h", { lost, str }, { start: "lost", max: 3 });
  // @ts-expect-error N10a an agent that hands off to somebody it does not name
  agent("a", { handsTo: ["adam"], work: async (x: number, c) => c.handoff("zoe", x) });
  // @ts-expect-error N10b an agent that names nobody, and hands off all the same
  agent("a", { work: async (x: number, c) => c.handoff("zoe", x) });
  // @ts-expect-error N10c a start that is no peer
  handoff("h", { str }, { start: "string", max: 3 });
  // @ts-expect-error N10d a handoff without a bound
  handoff("h", { str }, { start: "str" });
  // @ts-expect-error N10e a handed-off task as if it were the output
  const handsOn: string = agent("a", { handsTo: ["str"], work: (x: number, c) => c.handoff("str", x) });
  return void handsOn;
}

export function graphs(): void {
  const join = agent("join", { work: async (d: { num: string }) => d.num });
  const sure = agent("sure", { work: async (d: { num: number }) => d.num });
  const takes = { join: ["num"] } as const;
  const perhaps = { sure: [{ node: "num", when: (n: number) => n > 3 }] } as const;

  // @ts-expect-error N11 a graph with an unknown dependency
  graph("g", { num }, { after: { num: ["nobody"] }, output: "num" });
  // @ts-expect-error N11a an unknown node that waits
  graph("g", { num }, { after: { nobody: ["num"] }, output: "num" });
  // @ts-expect-error N11b an unknown output
  graph("g", { num }, { after: {}, output: "nobody" });
  // @ts-expect-error N12 a graph with a dependency of the wrong type
  graph("g", { num, join }, { after: takes, output: "join" });
  // @ts-expect-error N12a a conditional dependency where it must not be missing
  graph("g", { num, sure }, { after: perhaps, output: "sure" });
  // @ts-expect-error N12b a node that takes the graph's input, written behind another
  graph("g", { num, str }, { after: { str: ["num"] }, output: "str" });
  // @ts-expect-error N12c a condition on what the output does not have
  graph("g", { num, sure }, { after: { sure: [{ node: "num", when: (n) => n.isBig }] }, output: "sure" });
}

export function orchestrations(): void {
  const workers = { num };
  type W = typeof workers;
  const options = { workers, rounds: 1, maxTasks: 2 };
  const planner = agent("planner", { work: async (_: Progress<string, W>): Promise<Task<W>[]> => [] });
  const writer = agent("writer", { work: async (p: Progress<string, W>) => p.results.length });
  const wrong = agent("wrong", {
    work: async (_: Progress<string, W>) => [{ worker: "nobody", label: "", input: "" }],
  });
  const blind = agent("blind", { work: async (p: { plan: string }) => p.plan });

  // @ts-expect-error N19 a task for a worker that there is not
  const unknown: Task<W> = { worker: "nobody", label: "n", input: "x" };
  // @ts-expect-error N19a a task with an input that its worker does not take
  const misfit: Task<W> = { worker: "num", label: "n", input: 3 };
  // @ts-expect-error N19b a planner that gives such tasks
  orchestrate("o", { ...options, planner: wrong, synthesizer: writer });
  // @ts-expect-error N19c a synthesizer that takes something else
  orchestrate("o", { ...options, planner, synthesizer: blind });
  // @ts-expect-error N19d an orchestration without a bound of its tasks
  orchestrate("o", { workers, planner, synthesizer: writer, rounds: 1 });
  const late = approval("late", { when: (tasks: string) => tasks === "", deadlineMs: 1, otherwise: "reject" });
  // @ts-expect-error N19e a gate for something else than tasks
  orchestrate("o", { ...options, planner, synthesizer: writer, approve: late });
  // @ts-expect-error N19f an output read without looking at the status
  agent("reads", { work: (p: Progress<string, W>) => p.results[0]?.output });
  return void [unknown, misfit];
}

export function judges(): void {
  const critic = agent("critic", {
    work: async (judged: Judged<unknown, Obj>): Promise<Verdict> => ({ verdict: "pass", score: judged.output.x }),
  });
  const grader = agent("grader", { work: async (_: Judged<unknown, unknown>) => "good" });
  const wordless = agent("wordless", { work: (_: Judged<unknown, unknown>) => ({ verdict: "revise" as const }) });

  // @ts-expect-error N20 an evaluator of other outputs than the generator gives
  refine("r", { generate: num, evaluate: critic, rounds: 3 });
  // @ts-expect-error N20a an evaluator that gives no verdict
  refine("r", { generate: obj, evaluate: grader, rounds: 3 });
  // @ts-expect-error N20b a refine without a bound
  refine("r", { generate: obj, evaluate: critic });
  // @ts-expect-error N20c a judge of other outputs, hung on an agent
  str.gated(judge("critic", critic));
  // @ts-expect-error N20d a judge that sends back without a word
  judge("wordless", wordless);
  // @ts-expect-error N20e a judge of another input, hung before the work
  num.gatedBefore(judge("critic", critic));
}

export function people(): void {
  // @ts-expect-error N21 a confidence that does not say from where on it is used
  confidence("c", { ask: { from: 0.4, deadlineMs: 1, otherwise: "reject" } });
  // @ts-expect-error N21a a person asked about it without a deadline
  confidence("c", { use: 0.8, ask: { from: 0.4, otherwise: "reject" } });
  // @ts-expect-error N21b an approval of one role that is not in a list
  approval("a", { deadlineMs: 1, otherwise: "reject", roles: "manager" });
  // @ts-expect-error N21c a quorum in words
  approval("a", { deadlineMs: 1, otherwise: "reject", quorum: "two" });
  // @ts-expect-error N21d a role that says what only an agent can
  role({ work: () => 1 });
  // @ts-expect-error N21e what a role says, where the role belongs
  agent("a", { work: () => 1, role: { timeoutMs: 3 } });
  // @ts-expect-error N21f an answer in place of somebody who answers
  num.answers("42");
  // @ts-expect-error N21g a plan that answers something else than what is asked
  num.answers(str);
  // @ts-expect-error N21h a question where the output belongs
  const asked: number = ask("who?");
  return void asked;
}
