import { parseArgs } from "node:util";
import { type Topic, TOPICS } from "./scenarios.ts";

export const USAGE = `npm run bench -- [options]
  --only chain,fan,storm,heap,patterns,journal,durable
                                these topics only
  --rounds N                    readings per contender and scenario (default 7); a slow one gets fewer
  --no-peers                    without nact and LangGraph.js, and without installing them
  --slow                        also what takes minutes: LangGraph.js in the storm of 10,000
  --json                        the results as JSON
  --strict                      exit code 1 when an aim is missed or Troupe did not run`;

export interface Options {
  readonly topics: readonly Topic[];
  readonly rounds: number;
  readonly peers: boolean;
  readonly slow: boolean;
  readonly json: boolean;
  readonly strict: boolean;
}

/** Throws with a sentence for the reader when the arguments make no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      only: { type: "string", default: TOPICS.join(",") },
      rounds: { type: "string", default: "7" },
      peers: { type: "boolean", default: true },
      slow: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds takes a whole number from 1, not "${values.rounds}".`);
  const { peers, slow, json, strict } = values;
  return { topics: values.only.split(",").map(topic), rounds, peers, slow, json, strict };
}

function topic(word: string): Topic {
  const found = TOPICS.find((name) => name === word);
  if (found === undefined) throw new Error(`--only takes ${TOPICS.join(", ")}, not "${word}".`);
  return found;
}
