/** Builds what a run needs (a plan, a machine, a graph), which the clock does not count; the function it returns is one
 * timed run of `n` agents, which rejects when a result is wrong. */
type Scenario = (n: number) => () => Promise<void>;

/** The patterns that decide while they run. */
export const PATTERNS = ["vote", "loop", "refine", "handoff", "graph", "orchestrate", "judge"] as const;
export type PatternName = (typeof PATTERNS)[number];
export type PatternScenarios = Readonly<Partial<Record<PatternName, Scenario>>>;

/** Agents that have started and wait; `release` lets them finish, and rejects when a result is wrong. */
export interface Held {
  readonly release: () => Promise<void>;
}

/** The names that the table and the aims use. */
export const NAMES = {
  plain: "plain async",
  xstate: "raw XState",
  xstateMachine: "raw XState machine",
  nact: "nact",
  langgraph: "LangGraph.js",
  troupe: "Troupe",
  troupeRead: "Troupe, facts read",
  troupeLive: "Troupe, not kept",
  sqlite: "bare node:sqlite",
} as const;
export type Name = (typeof NAMES)[keyof typeof NAMES];

/** Rows of 400 bytes, made durable and read back. */
export interface JournalScenarios {
  /** So many append at once, each one row after the other: `rows` in all, waited for the disk. */
  readonly append: (appenders: number, rows: number) => () => Promise<void>;
  /** So many rows of one run, in order. */
  readonly read: Scenario;
}

/** One way of running agents. What it cannot do it leaves out. */
export interface Contender {
  readonly name: Name;
  /** `n` agents one after the other, each with the output of the one before as its input. */
  readonly chain?: Scenario;
  /** `n` agents at once, all of them joined. */
  readonly fanOut?: Scenario;
  /** `n` agents at once, each of which fails twice and then succeeds; retried without a delay. */
  readonly storm?: Scenario;
  /** The patterns in runs of `n` steps each, voters, judges, planners and the like included. */
  readonly patterns?: PatternScenarios;
  readonly journal?: JournalScenarios;
  /** So many runs at once, each a chain of so many steps; what happens is durable before anything follows from it. */
  readonly durable?: (runs: number, steps: number) => () => Promise<void>;
  /** Resolves when `n` agents have started and all of them wait inside their work. */
  readonly hold?: (n: number) => Promise<Held>;
  /** How many agents it holds for the heap's measurement; default 10,000. */
  readonly heldAgents?: number;
  /** The widest storm that is run without `--slow`; default: no bound. */
  readonly stormAgentsMax?: number;
}
