import type { GraphShape } from "../../patterns/graph.ts";
import type { VoteShape } from "../../patterns/vote.ts";
import type { Spec } from "../spec.ts";

/** The options of a pattern: those of its kind. */
export interface ShapeDescription {
  /** Of a map and an orchestrate: how many are at work at once. */
  readonly concurrency?: number;
  /** Of a map. Left out: any number. */
  readonly maxItems?: number;
  /** Of a route. */
  readonly reroutes?: number;
  /** Of a loop: rounds. Of a handoff: hand-offs. */
  readonly max?: number;
  /** Of a loop. */
  readonly exhausted?: "fail" | "last";
  /** Of a refine and an orchestrate. */
  readonly rounds?: number;
  /** Of a refine. */
  readonly unapproved?: "fail" | "best";
  /** Of an orchestrate: in one round. */
  readonly maxTasks?: number;
  /** Of a vote. */
  readonly rule?: RuleDescription;
  /** Of a vote: whether a function says what an output counts as. */
  readonly hasBallot?: boolean;
  /** Of a handoff: the peer that begins, by its segment. */
  readonly start?: string;
  /** Of a graph: for each node that waits, by its segment, what it waits for. */
  readonly after?: Readonly<Record<string, readonly EdgeDescription[]>>;
  /** Of a graph: the node whose output it is, by its segment. */
  readonly output?: string;
}

/** How ballots decide. */
export interface RuleDescription {
  readonly by: "majority" | "quorum" | "best";
  /** Of a quorum: how many must agree. */
  readonly k?: number;
  /** Of a majority whose ballots do not all weigh the same: by the voter's segment. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Of a majority. */
  readonly tie?: "fail" | "first" | "judge";
}

/** An edge of a graph. */
export interface EdgeDescription {
  /** The node that is waited for, by its segment. */
  readonly node: string;
  /** Whether it is taken only where a function of that node's output says so. */
  readonly isConditional: boolean;
}

/** The options of a pattern; nothing for what is none, and for a pattern without options. */
export function shapeOf({ course }: Spec): ShapeDescription {
  switch (course?.kind) {
    case "map": {
      const { concurrency, maxItems } = course.shape;
      return { concurrency, ...(maxItems === undefined ? {} : { maxItems }) };
    }
    case "route":
      return { reroutes: course.shape.reroutes };
    case "loop":
      return { max: course.shape.max, exhausted: course.shape.exhausted };
    case "refine":
      return { rounds: course.shape.rounds, unapproved: course.shape.unapproved };
    case "vote":
      return { rule: ruleOf(course.shape), hasBallot: course.shape.hasBallot };
    case "handoff":
      return { start: course.shape.names[course.shape.start] ?? "", max: course.shape.max };
    case "graph":
      return { after: edgesOf(course.shape), output: course.shape.names[course.shape.output] ?? "" };
    case "orchestrate": {
      const { rounds, maxTasks, concurrency } = course.shape;
      return { rounds, maxTasks, concurrency };
    }
    default:
      return {};
  }
}

function ruleOf({ names, rule }: VoteShape): RuleDescription {
  switch (rule.by) {
    case "best":
      return { by: rule.by };
    case "quorum":
      return { by: rule.by, k: rule.k };
    case "majority": {
      const { by, tie, weights } = rule;
      if (weights === undefined) return { by, tie };
      return { by, tie, weights: Object.fromEntries(names.map((name, voter) => [name, weights[voter] ?? 1])) };
    }
  }
}

function edgesOf({ names, after }: GraphShape): Readonly<Record<string, readonly EdgeDescription[]>> {
  return Object.fromEntries(
    names.flatMap((name, node) => {
      const edges = (after[node] ?? []).map((edge) => ({
        node: names[edge.node] ?? "",
        isConditional: edge.isConditional,
      }));
      return edges.length === 0 ? [] : [[name, edges] as const];
    }),
  );
}
