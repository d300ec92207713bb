import type { Contender } from "./contender.ts";
import { heapPerAgent, type Entry, timed, timedAndWatched } from "./measure.ts";

export const TOPICS = ["chain", "fan", "storm", "heap"] as const;
export type Topic = (typeof TOPICS)[number];

/** `enter` answers with the reason where a contender takes no part, and with undefined where it has no such scenario. */
export interface Measured {
  readonly id: ScenarioId;
  readonly topic: Topic;
  readonly title: string;
  readonly unit: "ms" | "kB";
  readonly enter: (contender: Contender, options: { readonly slow: boolean }) => Entry | string | undefined;
}
export type ScenarioId = "chain-1000" | "fan-1000" | "fan-10000" | "storm-1000" | "storm-10000" | "heap";

/** In the order in which they are run and printed. */
export const SCENARIOS: readonly Measured[] = [
  runs({ id: "chain-1000", topic: "chain", title: "chain of 1,000", agents: 1_000 }),
  runs({ id: "fan-1000", topic: "fan", title: "fan-out of 1,000", agents: 1_000 }),
  runs({ id: "fan-10000", topic: "fan", title: "fan-out of 10,000", agents: 10_000 }),
  runs({ id: "storm-1000", topic: "storm", title: "storm of 1,000", agents: 1_000 }),
  runs({ id: "storm-10000", topic: "storm", title: "storm of 10,000", agents: 10_000 }),
  { id: "heap", topic: "heap", title: "heap per live idle agent", unit: "kB", enter: enterHeap },
];

interface Runs {
  readonly id: ScenarioId;
  readonly topic: Exclude<Topic, "heap">;
  readonly title: string;
  readonly agents: number;
}

const KINDS = { chain: "chain", fan: "fanOut", storm: "storm" } as const;
const WARM_UP_AGENTS = 1_000;
const HELD_AGENTS = 10_000;

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
