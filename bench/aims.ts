import { type Name, NAMES, PATTERNS } from "./contender.ts";
import type { Result } from "./measure.ts";
import type { AppendId, DurableId, ScenarioId } from "./scenarios.ts";

export type Results = ReadonlyMap<ScenarioId, readonly Result[]>;

/** What Troupe promises about its cost. `measure` answers undefined where a contender did not run. */
interface Aim {
  readonly text: string;
  readonly needs: readonly ScenarioId[];
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
  readonly unit: "x" | " ms" | " kB";
  readonly measure: (results: Results) => number | undefined;
}

export interface Judgement {
  readonly aim: string;
  readonly measured: number | undefined;
  readonly unit: Aim["unit"];
  readonly verdict: "met" | "missed" | "not measured";
}

/** Times are per agent and medians; so are blocks and heap. */
const AIMS: readonly Aim[] = [
  dearer("chain-1000", 5, NAMES.xstate),
  dearer("fan-1000", 1.5, NAMES.xstate),
  dearer("fan-10000", 1.5, NAMES.xstate),
  dearer("fan-1000", 1.5, NAMES.xstateMachine),
  dearer("fan-10000", 1.5, NAMES.xstateMachine),
  cheaper("chain-1000", 10),
  cheaper("fan-1000", 10),
  cheaper("fan-10000", 50),
  cheaper("storm-1000", 4),
  grows("fan-1000", "fan-10000"),
  grows("storm-1000", "storm-10000"),
  blocks("fan-10000"),
  blocks("storm-10000"),
  {
    text: "every pattern: a step at most 4 x one of chain-1000",
    needs: [...PATTERNS, "chain-1000"],
    bound: { atMost: 4 },
    unit: "x",
    measure: dearestPattern,
  },
  durable("append-16"),
  durable("append-128"),
  durable("append-1000"),
  durable("durable-16"),
  durable("durable-128"),
  durable("durable-1000"),
  {
    text: "heap: at most 6 kB per live idle agent",
    needs: ["heap"],
    bound: { atMost: 6 },
    unit: " kB",
    measure: (results) => measured(results, "heap", NAMES.troupe)?.values.median,
  },
];

/** Of the aims whose scenarios were run. */
export function judge(results: Results): readonly Judgement[] {
  return AIMS.filter(({ needs }) => needs.every((scenario) => results.has(scenario))).map(
    ({ text, bound, unit, measure }) => {
      const value = measure(results);
      return {
        aim: text,
        measured: value,
        unit,
        verdict: value === undefined ? "not measured" : holds(value, bound) ? "met" : "missed",
      };
    },
  );
}

function holds(value: number, bound: Aim["bound"]): boolean {
  return "atMost" in bound ? value <= bound.atMost : value >= bound.atLeast;
}

function dearer(scenario: ScenarioId, atMost: number, than: Name): Aim {
  return {
    text: `${scenario}: at most ${atMost} x ${than}`,
    needs: [scenario],
    bound: { atMost },
    unit: "x",
    measure: (results) => over(perAgent(results, scenario, NAMES.troupe), perAgent(results, scenario, than)),
  };
}

function cheaper(scenario: ScenarioId, atLeast: number): Aim {
  return {
    text: `${scenario}: at least ${atLeast} x cheaper than ${NAMES.langgraph}`,
    needs: [scenario],
    bound: { atLeast },
    unit: "x",
    measure: (results) => over(perAgent(results, scenario, NAMES.langgraph), perAgent(results, scenario, NAMES.troupe)),
  };
}

function grows(narrow: ScenarioId, wide: ScenarioId): Aim {
  return {
    text: `${wide}: per agent at most 1.5 x ${narrow}`,
    needs: [narrow, wide],
    bound: { atMost: 1.5 },
    unit: "x",
    measure: (results) => over(perAgent(results, wide, NAMES.troupe), perAgent(results, narrow, NAMES.troupe)),
  };
}

function blocks(scenario: ScenarioId): Aim {
  return {
    text: `${scenario}: no block of the event loop over 20 ms`,
    needs: [scenario],
    bound: { atMost: 20 },
    unit: " ms",
    measure: (results) => measured(results, scenario, NAMES.troupe)?.blocks?.median,
  };
}

function durable(scenario: AppendId | DurableId): Aim {
  return {
    text: `${scenario}: at least 0.6 x as fast as ${NAMES.sqlite}`,
    needs: [scenario],
    bound: { atLeast: 0.6 },
    unit: "x",
    measure: (results) => over(perAgent(results, scenario, NAMES.sqlite), perAgent(results, scenario, NAMES.troupe)),
  };
}

function dearestPattern(results: Results): number | undefined {
  const steps = PATTERNS.map((pattern) => perAgent(results, pattern, NAMES.troupe));
  const dearest = steps.includes(undefined) ? undefined : Math.max(...steps.map((step) => step ?? 0));
  return over(dearest, perAgent(results, "chain-1000", NAMES.troupe));
}

function over(value: number | undefined, base: number | undefined): number | undefined {
  return value === undefined || base === undefined ? undefined : value / base;
}

export function perAgent(results: Results, scenario: ScenarioId, contender: Name): number | undefined {
  const found = measured(results, scenario, contender);
  return found && found.values.median / found.agents;
}

function measured(results: Results, scenario: ScenarioId, contender: Name) {
  const found = results.get(scenario)?.find((result) => result.contender === contender);
  return found?.kind === "measured" ? found : undefined;
}
