import { type Contender, type JournalScenarios, type PatternName, PATTERNS } from "./contender.ts";
import { heapPerAgent, type Entry, timed, timedAndWatched } from "./measure.ts";

export const TOPICS = ["chain", "fan", "storm", "heap", "patterns", "journal", "durable"] as const;
export type Topic = (typeof TOPICS)[number];

/** `enter` answers with the reason where a contender takes no part, and with undefined where it has no such scenario. */
export interface Measured {
  readonly id: ScenarioId;
  readonly topic: Topic;
  readonly title: string;
  readonly unit: "ms" | "kB";
  readonly enter: (contender: Contender, options: { readonly slow: boolean }) => Entry | string | undefined;
}
export type ScenarioId =
  | "chain-1000"
  | "fan-1000"
  | "fan-10000"
  | "storm-1000"
  | "storm-10000"
  | "heap"
  | PatternName
  | "read-rows"
  | AppendId
  | DurableId;
export type DurableId = `durable-${1 | 16 | 128 | 1000}`;
export type AppendId = `append-${1 | 16 | 128 | 1000}`;

/** How many append at once, and how many rows all of them in one run. */
const APPENDERS = [
  { id: "append-1", title: "1 appender", appenders: 1, rows: 200 },
  { id: "append-16", title: "16 appenders", appenders: 16, rows: 3_200 },
  { id: "append-128", title: "128 appenders", appenders: 128, rows: 12_800 },
  { id: "append-1000", title: "1,000 appenders", appenders: 1_000, rows: 20_000 },
] as const;
const READ_ROWS = 20_000;

/** How many runs go on at once, each a chain of so many steps. */
const DURABLE_RUNS = [
  { id: "durable-1", title: "1 durable run of 50", runs: 1, steps: 50 },
  { id: "durable-16", title: "16 durable runs of 20", runs: 16, steps: 20 },
  { id: "durable-128", title: "128 durable runs of 20", runs: 128, steps: 20 },
  { id: "durable-1000", title: "1,000 durable runs of 5", runs: 1_000, steps: 5 },
] as const;

/** Steps, those of voters, judges, planners and the like included. */
const PATTERN_RUNS: Readonly<Record<PatternName, { readonly title: string; readonly agents: number }>> = {
  vote: { title: "333 votes of 3", agents: 999 },
  loop: { title: "loop of 1,000 rounds", agents: 1_000 },
  refine: { title: "refine, 500 rounds", agents: 1_000 },
  handoff: { title: "999 hand-offs", agents: 1_000 },
  graph: { title: "graph: 1, 1,000, 1", agents: 1_002 },
  orchestrate: { title: "orchestrate 1,000 tasks", agents: 1_002 },
  judge: { title: "500 agents, each judged", agents: 1_000 },
};

/** In the order in which they are run and printed. */
export const SCENARIOS: readonly Measured[] = [
  runs({ id: "chain-1000", topic: "chain", title: "chain of 1,000", agents: 1_000 }),
  runs({ id: "fan-1000", topic: "fan", title: "fan-out of 1,000", agents: 1_000 }),
  runs({ id: "fan-10000", topic: "fan", title: "fan-out of 10,000", agents: 10_000 }),
  runs({ id: "storm-1000", topic: "storm", title: "storm of 1,000", agents: 1_000 }),
  runs({ id: "storm-10000", topic: "storm", title: "storm of 10,000", agents: 10_000 }),
  { id: "heap", topic: "heap", title: "heap per live idle agent", unit: "kB", enter: enterHeap },
  ...PATTERNS.map(pattern),
  ...APPENDERS.map(appending),
  journalScenario({ id: "read-rows", title: "20,000 rows read", agents: READ_ROWS }, ({ read }) => read(READ_ROWS)),
  ...DURABLE_RUNS.map(durable),
];

interface Runs {
  readonly id: ScenarioId;
  readonly topic: keyof typeof KINDS;
  readonly title: string;
  readonly agents: number;
}

const KINDS = { chain: "chain", fan: "fanOut", storm: "storm" } as const;
const WARM_UP_AGENTS = 1_000;
const HELD_AGENTS = 10_000;
const PATTERN_WARM_UP_MS = 1_000;
/** The wide ones are watched for blocks of the event loop; the others are too short for one to matter. */
function runs({ id, topic, title, agents }: Runs): Measured {
  return {
    id,
    topic,
    title,
    unit: "ms",
    enter(contender, { slow }) {
      const scenario = contender[KINDS[topic]];
      if (scenario === undefined) return undefined;
      if (topic === "storm" && !slow && agents > (contender.stormAgentsMax ?? agents))
        return "minutes long; --slow runs it";
      const run = scenario(agents);
      return {
        contender,
        agents,
        warmUp: agents > WARM_UP_AGENTS ? scenario(WARM_UP_AGENTS) : run,
        read: () => (agents > WARM_UP_AGENTS ? timedAndWatched(run) : timed(run)),
      };
    },
  };
}

/** The warm-up is short, so that all patterns together take less than a minute. */
function pattern(id: PatternName): Measured {
  const { title, agents } = PATTERN_RUNS[id];
  return {
    id,
    topic: "patterns",
    title,
    unit: "ms",
    enter(contender) {
      const run = contender.patterns?.[id]?.(agents);
      if (run === undefined) return undefined;
      return { contender, agents, warmUp: run, warmUpMs: PATTERN_WARM_UP_MS, read: () => timed(run) };
    },
  };
}

function appending({ id, title, appenders, rows }: (typeof APPENDERS)[number]): Measured {
  return journalScenario({ id, title, agents: rows }, ({ append }) => append(appenders, rows));
}

/** An agent is a row here. */
function journalScenario(
  { id, title, agents }: { readonly id: AppendId | "read-rows"; readonly title: string; readonly agents: number },
  scenario: (journal: JournalScenarios) => () => Promise<void>,
): Measured {
  return {
    id,
    topic: "journal",
    title,
    unit: "ms",
    enter(contender) {
      if (contender.journal === undefined) return undefined;
      const run = scenario(contender.journal);
      return { contender, agents, warmUp: run, warmUpMs: PATTERN_WARM_UP_MS, read: () => timed(run) };
    },
  };
}

function durable({ id, title, runs: atOnce, steps }: (typeof DURABLE_RUNS)[number]): Measured {
  return {
    id,
    topic: "durable",
    title,
    unit: "ms",
    enter(contender) {
      const run = contender.durable?.(atOnce, steps);
      if (run === undefined) return undefined;
      return { contender, agents: atOnce * steps, warmUp: run, warmUpMs: PATTERN_WARM_UP_MS, read: () => timed(run) };
    },
  };
}

function enterHeap(contender: Contender): Entry | undefined {
  const { hold, heldAgents: agents = HELD_AGENTS } = contender;
  if (hold === undefined) return undefined;
  return {
    contender,
    agents,
    warmUp: async () => (await hold(agents)).release(),
    read: () => heapPerAgent(hold, agents),
  };
}
