import { adjacencyMapToArray, getAdjacencyMap } from "@xstate/graph";
import type { ActorLogic, Snapshot } from "xstate";

/**
 * A system with everything around it: all that can happen in a state is known. Exploring it visits every state that any
 * order of events leads to; a shape that holds in all of them is proved, for this plan and these bounds.
 */
export interface Closed<S, E extends Happening> {
  readonly start: S;
  /** What can happen in a state. Where nothing can, it must be over. */
  readonly events: (state: S) => readonly E[];
  readonly next: (state: S, event: E) => S;
  /** Two states with one print are the same state: they have the same future. */
  readonly print: (state: S) => string;
  readonly isOver: (state: S) => boolean;
  /** What a state breaks, in words. */
  readonly wrongs: (state: S) => readonly string[];
  /** Which states of the machine at the centre it is in, to see that all of them are visited. */
  readonly shows?: (state: S) => readonly string[];
}

/** Something that happens. */
export interface Happening {
  readonly type: string;
  /** It answers what is over, and must change nothing. */
  readonly isStale?: boolean;
  /** Nobody needs to do it: an order to stop. A system that can only go on by it is stuck. */
  readonly isOutside?: boolean;
}

/** What an exploration saw. */
export interface Exploration {
  readonly states: number;
  readonly edges: number;
  readonly ends: number;
  /** Events on the longest way from the start to an end; Infinity where a way comes back to where it was. */
  readonly longest: number;
  /** What is broken, each with the shortest way there. */
  readonly wrongs: readonly string[];
  /** The states of the machine that were visited. */
  readonly shown: readonly string[];
}

type Seen<S> = Snapshot<undefined> & { readonly state: S };

const EDGES_MAX = 100_000;

/** Visits every reachable state with @xstate/graph, and looks for whatever must not be; throws where there are too many. */
export function explore<S, E extends Happening>(system: Closed<S, E>, edgesMax = EDGES_MAX): Exploration {
  const first: Seen<S> = { status: "active", output: undefined, error: undefined, state: system.start };
  const logic: ActorLogic<Seen<S>, E, undefined> = {
    transition: (seen, event) => ({ ...seen, state: system.next(seen.state, event) }),
    getInitialSnapshot: () => first,
    getPersistedSnapshot: (seen) => seen,
  };
  const map = getAdjacencyMap(logic, {
    events: ({ state }) => (system.isOver(state) ? [] : system.events(state)),
    serializeState: ({ state }) => system.print(state),
    limit: edgesMax,
  });
  const nodes = new Map<string, Node<S>>();
  const nodeOf = (state: S): Node<S> => {
    const key = system.print(state);
    const node = nodes.get(key) ?? { state, steps: [] };
    nodes.set(key, node);
    return node;
  };
  nodeOf(system.start);
  for (const { state: from, event, nextState: to } of adjacencyMapToArray(map)) {
    nodeOf(to.state);
    nodeOf(from.state).steps.push({
      label: labelOf(event),
      isStale: event.isStale === true,
      isOutside: event.isOutside === true,
      to: system.print(to.state),
    });
  }
  return judge(system, nodes);
}

interface Step {
  readonly label: string;
  readonly isStale: boolean;
  readonly isOutside: boolean;
  readonly to: string;
}

interface Node<S> {
  readonly state: S;
  readonly steps: Step[];
}

/** An event in a word or two, for the way to what is broken. */
function labelOf(event: Happening): string {
  return "label" in event ? String(event.label) : JSON.stringify(event);
}

function judge<S, E extends Happening>(system: Closed<S, E>, nodes: ReadonlyMap<string, Node<S>>): Exploration {
  const start = system.print(system.start);
  const ways = shortestWays(nodes, start);
  const wrongs: string[] = [];
  const complain = (key: string, what: string) =>
    void wrongs.push(`${what}\n    after: ${ways.get(key)?.join(" → ") ?? "?"}`);
  let edges = 0;
  let ends = 0;
  for (const [key, { state, steps }] of nodes) {
    const isOver = system.isOver(state);
    if (isOver) ends += 1;
    for (const what of system.wrongs(state)) complain(key, what);
    for (const { label, isStale, to } of steps) {
      if (isStale && to !== key) complain(key, `${label} is stale, and changed something`);
      if (!isStale) edges += 1;
    }
    if (!isOver && steps.every(({ isStale, isOutside }) => isStale || isOutside))
      complain(key, "it is stuck: not over, and nothing will happen by itself");
  }
  const { longest, inCircle } = longestWay(nodes, start);
  if (inCircle !== undefined) complain(inCircle, "it can go on for ever: a way leads back to where it was");
  for (const key of withoutEnd(nodes, (node) => system.isOver(node.state))) complain(key, "no end can be reached");
  const shown = new Set([...nodes.values()].flatMap(({ state }) => system.shows?.(state) ?? []));
  return { states: nodes.size, edges, ends, longest, wrongs, shown: [...shown].toSorted() };
}

/** Breadth first: the labels of a shortest way to every state. */
function shortestWays<S>(nodes: ReadonlyMap<string, Node<S>>, start: string): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>([[start, []]]);
  const queue = [start];
  for (const key of queue) {
    for (const { to, label } of nodes.get(key)?.steps ?? []) {
      if (ways.has(to)) continue;
      ways.set(to, [...(ways.get(key) ?? []), label]);
      queue.push(to);
    }
  }
  return ways;
}

/** The longest way, by depth-first search; stale steps lead nowhere and are left out. */
function longestWay<S>(
  nodes: ReadonlyMap<string, Node<S>>,
  start: string,
): { readonly longest: number; readonly inCircle: string | undefined } {
  const lengths = new Map<string, number>();
  const open = new Set<string>();
  let inCircle: string | undefined;
  const visit = (key: string): number => {
    const known = lengths.get(key);
    if (known !== undefined) return known;
    if (open.has(key)) {
      inCircle ??= key;
      return Number.POSITIVE_INFINITY;
    }
    open.add(key);
    let length = 0;
    for (const { to, isStale } of nodes.get(key)?.steps ?? []) if (!isStale) length = Math.max(length, 1 + visit(to));
    open.delete(key);
    lengths.set(key, length);
    return length;
  };
  return { longest: visit(start), inCircle };
}

/** The states from which no end can be reached: what is left when one walks back from the ends. */
function withoutEnd<S>(nodes: ReadonlyMap<string, Node<S>>, isEnd: (node: Node<S>) => boolean): readonly string[] {
  const before = new Map<string, string[]>();
  for (const [key, { steps }] of nodes)
    for (const { to } of steps) {
      const list = before.get(to);
      if (list === undefined) before.set(to, [key]);
      else list.push(key);
    }
  const queue = [...nodes].flatMap(([key, node]) => (isEnd(node) ? [key] : []));
  const reached = new Set(queue);
  for (const key of queue) {
    for (const from of before.get(key) ?? []) {
      if (reached.has(from)) continue;
      reached.add(from);
      queue.push(from);
    }
  }
  return [...nodes.keys()].filter((key) => !reached.has(key));
}
