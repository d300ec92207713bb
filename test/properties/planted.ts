import type { AnswererDraft, DirectiveDraft, Draft, EdgeDraft, GateDraft } from "./scenario.ts";
import { PEERS, SIDES } from "./scenario.ts";

/** A draft in its place: numbered, named, with its parts. */
export interface Planted {
  readonly id: number;
  /** The name that its plan will have, unless it is a bare `pass`. */
  readonly name: string;
  readonly draft: Draft;
  readonly children: readonly Planted[];
  /** Per kind of its policy, per place in that chain: the plan to fall back on. */
  readonly fallbacks: ReadonlyMap<DirectiveDraft, Planted>;
  /** The plans of its gates that are judges. */
  readonly judges: ReadonlyMap<GateDraft, Planted>;
  /** Who answers what is asked back in it; no plan where a function does. */
  readonly answerers: readonly (Planted | undefined)[];
  /** The steps that its policy can go back to: its own, or of the group that it is a step of those that lead to itself. */
  readonly steps: readonly string[];
}

/** Agents beyond these become `pass`, and so does any plan beyond so many. */
const AGENTS_MAX = 12;
const PLANS_MAX = 30;

const LETTERS = {
  agent: "a",
  human: "h",
  pass: "p",
  chain: "c",
  parallel: "l",
  branch: "b",
  map: "m",
  route: "r",
  given: "g",
  loop: "o",
  refine: "f",
  vote: "v",
  handoff: "x",
  graph: "q",
  orchestrate: "w",
  recursive: "c",
} as const;

/** Numbers and names everything in a draft, the same way each time. */
export function plant(root: Draft): Planted {
  let next = 0;
  let agents = 0;

  function visit(given: Draft, role: Role = {}): Planted {
    const id = next++;
    const isTooMany = id >= PLANS_MAX || (given.kind === "agent" && ++agents > AGENTS_MAX);
    const draft = readied(isTooMany ? toPass(given) : given, role);
    const children = partsOf(draft).map((part, place) => visit(part, roleIn(draft, place)));
    const [body] = children;
    const name = draft.kind === "given" && body !== undefined ? body.name : `${LETTERS[draft.kind]}${id}`;
    const judges = new Map(
      gatesOf(draft).flatMap((gate) => (gate.kind === "judge" ? [[gate, visit(gate.plan)] as const] : [])),
    );
    const fallbacks = new Map<DirectiveDraft, Planted>();
    for (const [, chain] of draft.policy)
      for (const directive of chain) if (directive.does === "fallback") fallbacks.set(directive, visit(directive.plan));
    const answerers = (draft.answers ?? []).map((one: AnswererDraft) =>
      one.by === "plan" ? visit(one.plan) : undefined,
    );
    return { id, name, draft, children, fallbacks, judges, answerers, steps: [] };
  }

  return withSteps(visit(root), []);
}

/** All gates of an agent or a person. */
function gatesOf(draft: Draft): readonly GateDraft[] {
  return draft.kind === "agent" || draft.kind === "human" ? [...draft.before, ...draft.after] : [];
}

/** What a plan is in its group, where that matters to how it is built. */
interface Role {
  /** How many peers there are to hand off to. */
  readonly peers?: number;
  readonly isPlanner?: true;
}

function roleIn(draft: Draft, place: number): Role {
  if (draft.kind === "handoff") return { peers: draft.peers.length };
  return draft.kind === "orchestrate" && place === 0 ? { isPlanner: true } : {};
}

/**
 * A draft as it can be built: a recursive one unrolled, an agent with those peers only that there are, and with a gate for
 * tasks, the last one, only where it gives tasks.
 */
function readied(draft: Draft, { peers = PEERS.length, isPlanner }: Role): Draft {
  if (draft.kind === "recursive") return levelOf(draft, 1);
  if (draft.kind !== "agent") return draft;
  const known: ReadonlySet<string> = new Set(PEERS.slice(0, peers));
  const ofTasks = (gate: GateDraft) => gate.kind === "approval" && gate.isOfTasks === true;
  const forTasks = isPlanner === true ? draft.after.filter(ofTasks).slice(0, 1) : [];
  const after = [...draft.after.filter((gate) => !ofTasks(gate)), ...forTasks];
  const { handsTo } = draft;
  if (handsTo === undefined) return { ...draft, after };
  return { ...draft, after, handsTo: handsTo.filter((peer) => known.has(peer)) };
}

function levelOf(draft: Extract<Draft, { kind: "recursive" }>, at: number): Draft {
  const { policy, via, on, body, otherwise, depth, budget, answers } = draft;
  const deeper = at < depth ? levelOf(draft, at + 1) : otherwise;
  const declared = {
    policy,
    ...(budget === undefined ? {} : { budget }),
    ...(answers === undefined ? {} : { answers }),
    level: { at, of: depth },
  };
  return via === "chain"
    ? { kind: "chain", ...declared, steps: [body, deeper] }
    : { kind: "branch", ...declared, on, cases: [body, deeper] };
}

function toPass(draft: Draft): Draft {
  const { policy, budget } = draft;
  return { kind: "pass", policy, ...(budget === undefined ? {} : { budget }) };
}

function partsOf(draft: Draft): readonly Draft[] {
  switch (draft.kind) {
    case "agent":
    case "human":
    case "pass":
      return [];
    case "chain":
      return draft.steps;
    case "parallel":
      return draft.branches;
    case "branch":
      return draft.cases;
    case "map":
    case "given":
    case "loop":
      return [draft.body];
    case "route":
      return [draft.by, ...draft.to, draft.otherwise];
    case "refine":
      return [draft.generate, draft.evaluate];
    case "vote":
      return hasJudge(draft) ? [...draft.voters, draft.judge] : draft.voters;
    case "handoff":
      return draft.peers;
    case "graph":
      return draft.nodes.map(({ plan }) => plan);
    case "orchestrate":
      return [draft.planner, draft.synthesizer, ...draft.workers];
    case "recursive":
      return [draft.body, draft.otherwise];
  }
}

/** Whether a plan chooses among the ballots. */
function hasJudge({ rule }: Extract<Draft, { kind: "vote" }>): boolean {
  return rule.by === "best" || (rule.by === "majority" && rule.tie === "judge");
}

/** How much each voter weighs, repetitions one by one; somebody always weighs something. */
export function weightsOf({ voters, times, rule }: Extract<Draft, { kind: "vote" }>): readonly number[] {
  const drafted = (rule.by === "majority" ? rule.weights : undefined) ?? [];
  const weights = voters.flatMap((_, place) => {
    const weight = drafted[place] ?? 1;
    return place === 0 ? Array.from({ length: times }, () => weight) : [weight];
  });
  return weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
}

/** What a graph's node at a place waits for: each node before it at most once, an edge without a condition first. */
export function edgesTo({ nodes }: Extract<Draft, { kind: "graph" }>, place: number): readonly EdgeDraft[] {
  if (place === 0) return [];
  const edges = (nodes[place]?.after ?? []).map((edge) => ({ ...edge, node: edge.node % place }));
  return edges.filter(({ node }, at) => edges.findIndex((other) => other.node === node) === at);
}

/** The places of a graph's nodes from which one leads to a place, itself included. */
export function leadingTo(draft: Extract<Draft, { kind: "graph" }>, place: number): ReadonlySet<number> {
  const found = new Set([place]);
  for (const at of found) for (const { node } of edgesTo(draft, at)) found.add(node);
  return found;
}

/** Tells everybody the steps that it can go back to; `around` is told to whatever is at work in its place. */
function withSteps(it: Planted, around: readonly string[]): Planted {
  const { draft } = it;
  const own = draft.kind === "chain" || draft.kind === "graph" ? it.children.map(({ name }) => name) : [];
  const stepsAt = (place: number): readonly string[] =>
    draft.kind === "graph" ? own.filter((_, at) => leadingTo(draft, place).has(at)) : own.slice(0, place + 1);
  const fallbacks = new Map(
    [...it.fallbacks].map(([directive, plan]) => [directive, withSteps(plan, around)] as const),
  );
  const judges = new Map([...it.judges].map(([gate, plan]) => [gate, withSteps(plan, [])] as const));
  const answerers = it.answerers.map((plan) => (plan === undefined ? undefined : withSteps(plan, [])));
  const children = it.children.map((child, place) => withSteps(child, stepsAt(place)));
  return { ...it, steps: own.length > 0 ? own : around, fallbacks, children, judges, answerers };
}

/** The segment that a child has in its parent's paths, without an index. */
export function segmentOf(parent: Planted, index: number): string {
  const child = parent.children[index];
  const { kind } = parent.draft;
  if (kind === "branch") return SIDES[index] ?? "";
  if (kind === "handoff") return PEERS[index] ?? "";
  if (kind === "orchestrate" && index > 1) return PEERS[index - 2] ?? "";
  if (kind === "route" && index > 0)
    return index === parent.children.length - 1 ? "otherwise" : (SIDES[index - 1] ?? "");
  return child?.name ?? "";
}

/** Whether the parent gives its child a key of its own, so that the child's name need not be distinct. */
export function isKeyed(parent: Planted, index: number): boolean {
  const { kind } = parent.draft;
  if (kind === "route") return index > 0;
  if (kind === "orchestrate") return index > 1;
  return kind === "parallel" || kind === "branch" || kind === "handoff" || kind === "graph";
}

/** Somebody who may know what work asks back for: a plan, or a function of the plan that declares it. */
interface SourceAt {
  readonly plan: Planted | undefined;
  readonly owner: Planted;
  readonly index: number;
}

/** A plan in its place in a run, and who around it may know what is asked back there, the nearest first. */
export interface Place {
  readonly it: Planted;
  readonly sources: readonly SourceAt[];
}

/**
 * Every place of the plan by its path without indices. A map's items and a classifier's askings are one place; a judge and
 * whoever answers stand below the agent that they are asked for.
 */
export function sitesOf(root: Planted): ReadonlyMap<string, Place> {
  const sites = new Map<string, Place>();
  const visit = (it: Planted, path: string, around: readonly SourceAt[]): void => {
    const sources = [...it.answerers.map((plan, index) => ({ plan, owner: it, index })), ...around];
    sites.set(path, { it, sources });
    for (const [index, child] of it.children.entries()) visit(child, `${path}/${segmentOf(it, index)}`, sources);
    for (const plan of it.fallbacks.values()) visit(plan, `${path}/fallback:${plan.name}`, around);
    for (const [gate, plan] of it.judges) visit(plan, `${path}/${gateName(it.draft, gate)}`, sources);
    if (it.draft.kind !== "agent" || it.draft.asks === undefined) return;
    for (const [at, { plan }] of sources.entries())
      if (plan !== undefined) visit(plan, `${path}/${plan.name}`, sources.slice(at + 1));
  };
  visit(root, root.name, []);
  return sites;
}

/** The name of a gate of an agent or a person, by its place among those that were written. */
function gateName(draft: Draft, gate: GateDraft): string {
  if (draft.kind !== "agent" && draft.kind !== "human") return "";
  const before = draft.before.indexOf(gate);
  return before < 0 ? `after-${draft.after.indexOf(gate)}` : `before-${before}`;
}

/** The gates of one side in the order in which they are asked, by name: policies come last. */
export function gateOrder(gates: readonly GateDraft[], side: "before" | "after"): readonly string[] {
  const named = gates.map(({ kind }, index) => ({ kind, name: `${side}-${index}` }));
  const isPolicy = ({ kind }: { readonly kind: string }) => kind === "policy";
  return [...named.filter((gate) => !isPolicy(gate)), ...named.filter(isPolicy)].map(({ name }) => name);
}

/** A path without the indices of items and askings. */
export function placeOf(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}
