import { type Mutant, mutant } from "./mutant.ts";

const VOTE = "src/patterns/vote.ts";
const GRAPH = "src/patterns/graph.ts";
const ORCHESTRATE = "src/patterns/orchestrate.ts";
const REFINE = "src/patterns/refine.ts";
const LOOP = "src/patterns/loop.ts";
const HANDOFF = "src/patterns/handoff.ts";
const ADVANCE = "machines/supervision/advance.ts";
const AGENT = "machines/agent.machine.ts";
const AGENT_CONTEXT = "machines/agent-context.ts";
const GATE = "machines/gate.machine.ts";
const GATE_VERDICT = "machines/gate-verdict.ts";
const RECOVER = "machines/supervision/recover.ts";
const REGROUP = "machines/supervision/regroup.ts";
const CONSULTING = "src/kernel/consulting.ts";
const SOURCES = "src/kernel/sources.ts";
const GATE_EFFECTS = "src/kernel/gate-effects.ts";
const BOUND = "src/plan/bound.ts";

/** What patterns make of their parts. */
const PATTERNS: readonly Mutant[] = [
  mutant("a map works on everything at once", "src/patterns/map.ts", [
    "const started = Math.min(items.length, shape.concurrency);",
    "const started = Math.min(items.length, shape.concurrency + 1);",
  ]),
  mutant("a chain hands its own input on", "src/patterns/chain.ts", [
    "startStep(state, slot + 1, end.output);",
    "startStep(state, slot + 1, at(state.inputs, 0));",
  ]),
  mutant("a specialist that declined is asked again", "src/patterns/route.ts", [
    "specialist < 0 || isSpent",
    "specialist < 0 || (isSpent && specialist < 0)",
  ]),
  mutant("a loop runs once more than it may", LOOP, ["if (rounds < shape.max)", "if (rounds <= shape.max)"]),
  mutant("a loop that is never content is as good as one that is", LOOP, [
    'return { state, commands: [{ do: "finish", output, ...said, lacking: reason }] };',
    'return { state, commands: [{ do: "finish", output, ...said }] };',
  ]),
  mutant("a loop works on its own input again", LOOP, [
    "return startRound(rounds, last.output);",
    "return startRound(rounds, null);",
  ]),
  mutant("a generator does not hear the critique", REFINE, [
    "return generate(state, { previous",
    "return generate(state, rounds > 0 ? undefined : { previous",
  ]),
  mutant("a refine goes on though nothing gets better", REFINE, ["if (stale === STALE_MAX)", "if (stale > STALE_MAX)"]),
  mutant("the newest draft is the best, whatever its score", REFINE, [
    "candidate.score > best.score)",
    "candidate.score > Number.NEGATIVE_INFINITY)",
  ]),
  mutant("a refine generates once more than it may", REFINE, [
    "if (rounds === shape.rounds)",
    "if (rounds > shape.rounds)",
  ]),
  mutant("a refine tolerates a failure with nothing to give", REFINE, [
    'shape.unapproved === "best" && state.best !== undefined',
    'shape.unapproved === "best"',
  ]),
  mutant("a majority is decided while another value could still come up", VOTE, [
    "[...state.open, ...state.lost].reduce",
    "[...state.lost].reduce",
  ]),
  mutant("a voter that failed does not matter to a majority", VOTE, [
    "[...state.open, ...state.lost].reduce",
    "[...state.open].reduce",
  ]),
  mutant("weights are added up as floating-point numbers", "src/patterns/weights.ts", [
    "digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length",
    "digits: BigInt(Math.round(value * 2 ** 52)), exponent: 0",
  ]),
  mutant("a quorum is given up a voter too late", VOTE, [
    "if (agreed + state.open.length >= k)",
    "if (agreed + state.open.length + 1 >= k)",
  ]),
  mutant("a quorum waits for one voter more", VOTE, ["agreed >= k)", "agreed > k)"]),
  mutant("ballots stand in the order in which they came", "src/patterns/tally.ts", [
    "casts.toSorted((a, b) => a.voter - b.voter)",
    "casts",
  ]),
  mutant("the best of some is as good as the best of all", VOTE, [
    'rule.by === "best" ? lackOf(state, "chosen") : undefined',
    'rule.by !== "best" ? lackOf(state, "chosen") : undefined',
  ]),
  mutant("a peer may hand off once more than it may", HANDOFF, [
    "if (passes.length > max)",
    "if (passes.length > max + 1)",
  ]),
  mutant("a ping-pong goes on", HANDOFF, [
    'if (state.passes.includes(passes.at(-1) ?? ""))',
    'if (state.passes.includes(""))',
  ]),
  mutant("a node begins before one of its dependencies is done", GRAPH, [
    "at(state.waits, node) !== 0) return",
    "(at(state.waits, node) ?? 0) > 1) return",
  ]),
  mutant("a node runs though something that it needs was left out", GRAPH, [
    "needed.every(({ isTaken: taken }) => taken);",
    "needed.some(({ isTaken: taken }) => taken);",
  ]),
  mutant("a refused edge is taken", GRAPH, [
    "(!isConditional || !place.refused.includes(to));",
    "(!isConditional || to >= 0);",
  ]),
  mutant("what was evaluated before a graph was gone back in counts", GRAPH, [
    'place: place?.is === "deciding" && place.key === key ? place',
    'place: place?.is === "deciding" ? place',
  ]),
  mutant("more tasks are at work at once than may be", ORCHESTRATE, [
    "begun + concurrency - atWork);",
    "begun + concurrency + 1 - atWork);",
  ]),
  mutant("a planner is asked once more than it may be", ORCHESTRATE, [
    "return state.round < shape.rounds ? plan(after)",
    "return state.round <= shape.rounds ? plan(after)",
  ]),
  mutant("a planner does not see former rounds", ORCHESTRATE, [
    "const reports = [...state.reports, ...toArray(results)",
    "const reports = [...toArray(results)",
  ]),
  mutant("a planner may give a task more than it may", "src/patterns/tasks.ts", [
    "if (given.length > maxTasks)",
    "if (given.length > maxTasks + 1)",
  ]),
];

/** Those who are given up, and steps that are gone back to. */
const GROUPS: readonly Mutant[] = [
  mutant("a voter that is given up fails the vote", RECOVER, [
    "  if (isDispensable(turn, above)) {\n",
    "  if (isDispensable(turn, above) && turn.group.isRoot) {\n",
  ]),
  mutant("a failure is tolerated though a policy above names it", RECOVER, [
    'if (decision.rule.by === "policy") return act(turn, above, decision);',
    'if (decision.rule.by === "policy" && !toleratesFailure(turn.group.course, slot.slot)) return act(turn, above, decision);',
  ]),
  mutant("work begins on what will be void once the graph has gone back", ADVANCE, [
    "if (isVoidable(turn, number)) return notBegun(turn, slot);",
    "",
  ]),
  mutant("what a function throws about a void output fails the graph", RECOVER, [
    "if (isMoot(turn.group.course, event.key, (slot) => isVoidable(turn, slot))) return;",
    "",
  ]),
  mutant("a victim tries again while another one is being stopped", REGROUP, ["  unwait(turn, toStop);\n", ""]),
  mutant("a consumer of what is void goes on working", REGROUP, [
    "const victims = it.target === undefined ? numbers : liveConsumers(turn);",
    "const victims = it.target === undefined ? numbers : [];",
  ]),
  mutant("what consumed a void output is not done again", REGROUP, [
    'turn.requests.push({ ask: "void", path: slot.path });',
    'if (culprits.includes(number)) turn.requests.push({ ask: "void", path: slot.path });',
  ]),
  mutant("what is void is told to the pattern all the same", "machines/supervisor.machine.ts", [
    'if (slot !== undefined && isVoidable(it, event.slot)) change(it, slot, { phase: "ended" });\n  else if',
    "if",
  ]),
];

/** Judges, people, and what is asked back. */
const ASKED: readonly Mutant[] = [
  mutant("work may ask back as often as it likes", AGENT, [
    "context.asking.answers.length < context.asking.limit,",
    "context.asking.answers.length < context.asking.limit + 100,",
  ]),
  mutant("what was answered is forgotten at a retry", RECOVER, [
    "const { verdict, stamp, answers = slot.answers } = event;",
    "const { verdict, stamp } = event;\n  const answers = NO_ANSWERS;",
  ]),
  mutant("work asks back though its group drains", AGENT, [
    '              { guard: "isCurrentAndStopped", target: "#agent.failed" },\n',
    "",
  ]),
  mutant("a judge begins though its group drains", AGENT_CONTEXT, [
    "return !isHeld && (stopped === undefined || !isJudgedAt(nature, place));",
    "return !isHeld || stopped === undefined;",
  ]),
  mutant("a judge goes on to its next attempt though its group drains", AGENT, [
    '{ guard: "isJudged", actions: ["keepStop", drain] },',
    "",
  ]),
  mutant("an agent is over while its judge is at work", AGENT_CONTEXT, [
    "return nature.judgesAfter.includes(place.index);",
    "return nature.judgesAfter.includes(-1 - place.index);",
  ]),
  mutant("a judge's rejection may be revised", GATE_VERDICT, [
    'const kind = verdict.verdict === "revise" && !gate.isBefore ? "invalid-output" : "rejected";',
    'const kind = gate.isBefore ? "rejected" : "invalid-output";',
  ]),
  mutant("a judge is stopped with nobody waiting for its end", CONSULTING, [
    "  if (agent.gate !== gate) {",
    "  if (agent.gate !== gate && gate.gate < 0) {",
  ]),
  mutant("a judge works on nobody's ledger", CONSULTING, ["owners: agent.ledgers };", "owners: [] };"]),
  mutant("an agent's own policy does not see its judge", CONSULTING, [
    "const lineage = under(agent.path, agent.spec.policy?.table, agent.lineage);",
    "const lineage = under(agent.path, undefined, agent.lineage);",
  ]),
  mutant("a decision about a node above is lost at a gate", GATE, [
    'const verdict = event.type === "NOT_CONSULTED" && event.verdict !== undefined ? { verdict: event.verdict } : {};',
    "const verdict = {};",
  ]),
  mutant("who does not know is believed", GATE, [
    'if (event.type === "EVALUATED") return event.value === null;',
    'if (event.type === "EVALUATED") return event.value === undefined;',
  ]),
  mutant("whoever is asked may ask itself", SOURCES, [
    "gate.sources.slice(gate.source + 1)",
    "gate.sources.slice(gate.source)",
  ]),
  mutant("one of two who must approve is enough", GATE, ["(context.quorum ?? 1),", "1,"]),
  mutant("approvals of a former value count for an edited one", GATE, [
    'return reply.verdict === "edit" ? [signature] : [...approvals, signature];',
    "return [...approvals, signature];",
  ]),
  mutant("an edit by one of several is lost", GATE, ["{ edited: { value: answer.reply.value } } : {};", "{} : {};"]),
  mutant("each asking of several has a deadline of its own", GATE_EFFECTS, [
    "gate.deadline ??= core.now + input.deadlineMs;",
    "gate.deadline = core.now + input.deadlineMs;",
  ]),
  mutant("somebody approves twice", "src/kernel/answering.ts", [
    'verdict !== "reject" && approvals.some((approval) => approval.by.trim() === by?.trim());',
    'verdict !== "reject" && approvals.some((approval) => approval.by.trim() === by && by === undefined);',
  ]),
  mutant("anybody may answer", "src/kernel/answering.ts", [
    "if (roles !== undefined && (role === undefined || !roles.includes(role)))",
    "if (roles !== undefined && role === undefined)",
  ]),
  mutant("a person sees a policy's blind spot: policies come where they were hung", "src/plan/gated.ts", [
    "return Object.freeze([...others, ...policies]);",
    "return Object.freeze([...policies, ...others]);",
  ]),
];

/** The worst case. */
const WORST: readonly Mutant[] = [
  mutant("judges cost nothing", BOUND, [
    "return (spec.agent?.work === undefined ? 0 : 1) + sum(costs);",
    "return spec.agent?.work === undefined ? sum(costs) : 1;",
  ]),
  mutant("asking back costs nothing", BOUND, [
    "return times(agent.asks, 1 + all) + times",
    "return times(0, 1 + all) + times",
  ]),
  mutant("a handoff costs one way through its peers too few", BOUND, ["left < max; left++", "left + 1 < max; left++"]),
  mutant("an orchestration costs one round", BOUND, [
    "times(rounds, planner +",
    "times(Math.min(1, rounds), planner +",
  ]),
];

/** Each must be killed by the properties or by a unit test, or be shown to be none. */
export const PATTERN_MUTANTS: readonly Mutant[] = [...PATTERNS, ...GROUPS, ...ASKED, ...WORST];
