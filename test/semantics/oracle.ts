import { MISSING } from "./row-acts.ts";
import { type DirectiveWord, type Kind, type Pattern, type Row } from "./rows.ts";

/** What DESIGN.md, section 5, says must become of a row: written from that page, and not from the code. */
export interface Due {
  /** What is taken in the end: the row's directive, or what stands behind it in the chain. None: nobody is asked. */
  readonly taken: DirectiveWord | undefined;
  /** The row's directive was passed over, and the decision says so. */
  readonly isPassedOver: boolean;
  readonly status: "done" | "degraded" | "failed" | "cancelled";
  /** How often the work that fails was begun. */
  readonly tries: number;
  /** How the child ended in which the failure happened, and how its pattern did. */
  readonly child: "done" | "skipped" | "failed" | "stopped";
  readonly pattern: "done" | "skipped" | "failed" | "stopped";
  /** What became of a sibling that was at work when it happened, and of one whose turn comes later. */
  readonly running: "done" | "stopped";
  readonly later: "done" | "never started";
  /** What stands in the place of the output that the policy's owner would have given; or the pattern goes on without one. */
  readonly standsIn: "nothing" | "the declared value" | "the other plan" | "a gap";
  /** Work that ignored its abort is listed. */
  readonly isAbandoned: boolean;
}

/** The directives that a kind allows, beside escalate. */
const ALLOWS: Readonly<Record<Kind, readonly DirectiveWord[]>> = {
  transient: ["retry", "skip", "fallback"],
  "rate-limited": ["retry", "skip", "fallback"],
  timeout: ["retry", "skip", "fallback"],
  "invalid-output": ["retry", "revise", "skip", "fallback"],
  rejected: ["skip", "fallback"],
  permanent: ["skip", "fallback"],
  defect: ["retry", "skip", "fallback"],
  unresolved: ["retry", "skip", "fallback"],
  budget: ["skip"],
  cancelled: [],
  unresponsive: ["retry", "skip", "fallback"],
  lost: ["retry", "skip", "fallback"],
  escalated: ["retry", "skip", "fallback"],
  refused: ["retry", "skip", "fallback"],
};

export function due(row: Row): Due {
  const { kind, directive } = row;
  if (kind === "cancelled") return cancelled();
  const isPassedOver = passesOver(row);
  const taken = isPassedOver ? "skip" : directive;
  if (taken === "escalate" && isDoneWithout(row)) return goneOnWithout(row);
  const isAgain = taken === "retry" || taken === "revise";
  const owner = isAgain ? "nobody" : row.place === "child" && taken !== "escalate" ? "child" : "above";
  return {
    taken,
    isPassedOver,
    status: taken === "escalate" ? "failed" : taken === "skip" ? "degraded" : "done",
    tries: isAgain ? 2 : 1,
    child: isAgain ? "done" : owner === "child" && taken === "skip" ? "skipped" : "failed",
    pattern: patternOf(row, taken),
    running: owner === "above" ? "stopped" : "done",
    later: owner === "above" ? "never started" : "done",
    standsIn: taken === "skip" ? "the declared value" : taken === "fallback" ? "the other plan" : "nothing",
    isAbandoned: kind === "unresponsive",
  };
}

/** A directive that the kind forbids; or another try of what may still be at work. */
function passesOver({ kind, directive, isIdempotent }: Row): boolean {
  if (directive === "escalate") return false;
  if (!ALLOWS[kind].includes(directive)) return true;
  return kind === "unresponsive" && directive === "retry" && !isIdempotent;
}

/** The pattern goes on with what the child's place gives, is replaced, or fails with what is above it. */
function patternOf({ place, pattern }: Row, taken: DirectiveWord): Due["pattern"] {
  if (taken === "retry" || taken === "revise") return "done";
  if (taken === "escalate" || place === "ancestor") return "failed";
  if (place === "child" && pattern !== "an agent alone") return "done";
  return taken === "skip" ? "skipped" : "failed";
}

/** A voter casts no ballot, a worker's failure is a result: nobody around them said otherwise. */
function isDoneWithout({ pattern, place }: Row): boolean {
  return place === "child" && (pattern === "vote" || pattern === "orchestrate");
}

/** The best of the other ballots is less than it should be; a report that says what failed is not. */
function goneOnWithout({ kind, pattern }: Row): Due {
  return {
    taken: "escalate",
    isPassedOver: false,
    status: pattern === "vote" ? "degraded" : "done",
    tries: 1,
    child: "failed",
    pattern: "done",
    running: "done",
    later: "done",
    standsIn: "a gap",
    isAbandoned: kind === "unresponsive",
  };
}

/** No policy is asked: everything that runs is stopped, and nobody failed. */
function cancelled(): Due {
  return {
    taken: undefined,
    isPassedOver: false,
    status: "cancelled",
    tries: 1,
    child: "stopped",
    pattern: "stopped",
    running: "stopped",
    later: "never started",
    standsIn: "nothing",
    isAbandoned: false,
  };
}

/** The siblings of the child, by what they do while it fails. */
export const SIBLINGS: Readonly<
  Record<
    Pattern,
    {
      readonly finished: readonly string[];
      readonly handed?: readonly string[];
      readonly running: readonly string[];
      readonly later: readonly string[];
      readonly never: readonly string[];
    }
  >
> = {
  "an agent alone": { finished: [], running: [], later: [], never: [] },
  chain: { finished: ["before"], running: [], later: ["after"], never: [] },
  parallel: { finished: ["left"], running: ["right"], later: [], never: [] },
  map: { finished: ["work[0]"], running: ["work[2]"], later: [], never: [] },
  branch: { finished: [], running: [], later: [], never: ["other"] },
  route: { finished: ["by"], running: [], later: [], never: ["other", "otherwise"] },
  given: { finished: [], running: [], later: [], never: [] },
  vote: { finished: ["left"], running: ["right"], later: ["judge"], never: [] },
  loop: { finished: ["work"], running: [], later: [], never: [] },
  refine: { finished: [], running: [], later: ["critic"], never: [] },
  handoff: { finished: [], handed: ["front"], running: [], later: [], never: [] },
  graph: { finished: ["left", "before"], running: ["right"], later: ["join"], never: [] },
  orchestrate: { finished: ["planner", "left[0]"], running: ["right[0]"], later: ["writer"], never: [] },
};

/** What the pattern gives when the child's place gives `value`. */
export function outputOf(pattern: Pattern, value: unknown): unknown {
  switch (pattern) {
    case "parallel":
    case "graph":
      return { left: "left", work: value, right: "right" };
    case "vote":
      return value === MISSING ? "left" : value;
    case "map":
    case "orchestrate":
      return ["left", value, "right"];
    default:
      return value;
  }
}
