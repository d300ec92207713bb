import type { Chain } from "../../supervisors/policy.ts";
import { FAILURE_KINDS } from "../model/failure.ts";
import { isAbreast } from "../patterns/catalogue.ts";
import { type Sight, stepsBackIn } from "./sight.ts";
import type { Spec } from "./spec.ts";
import { standInsOf } from "./tree.ts";
import type { Surroundings } from "./tries.ts";

/** What was found out about plans in their places, so that a plan which is used often is looked at once. */
export interface CostMemo<C> {
  find(spec: Spec, around: Surroundings): C | undefined;
  /** Gives what it is to keep. */
  keep(spec: Spec, around: Surroundings, cost: C): C;
}

/**
 * An empty memo. Two places are the same to a plan where the same chains are above it, and its group can be restarted
 * and can go back alike: a plan shared twice on each of twenty levels is twenty plans, not a million.
 */
export function createCostMemo<C>(): CostMemo<C> {
  const costs = new Map<Spec, Map<string, C>>();
  const keyOf = createKeys();
  return {
    find: (spec, around) => costs.get(spec)?.get(keyOf(spec, around)),
    keep(spec, around, cost) {
      const places = costs.get(spec) ?? new Map<string, C>();
      costs.set(spec, places.set(keyOf(spec, around), cost));
      return cost;
    },
  };
}

/** Names places by all that decides about a plan's worst case there. */
function createKeys(): (spec: Spec, around: Surroundings) => string {
  const numbers = new Map<Chain, number>();
  const sources = new Map<Spec, number>();
  const sights = new Map<Sight, { readonly key: string; readonly steps: ReadonlySet<string> }>();

  function numberOf(chain: Chain): number {
    const number = numbers.get(chain) ?? numbers.size;
    numbers.set(chain, number);
    return number;
  }

  function numberOfSource(source: Spec): number {
    const number = sources.get(source) ?? sources.size;
    sources.set(source, number);
    return number;
  }

  function seen(sight: Sight): { readonly key: string; readonly steps: ReadonlySet<string> } {
    const chains = FAILURE_KINDS.map((kind) => sight[kind]);
    const seenNow = sights.get(sight) ?? { key: chains.map(numberOf).join(), steps: stepsBackIn(chains) };
    sights.set(sight, seenNow);
    return seenNow;
  }

  return (spec, around) => {
    const { key, steps } = seen(around.above);
    const own = [...standInsOf(spec)].flatMap(({ policy }) => [...stepsBackIn(Object.values(policy?.table ?? {}))]);
    const back = [...new Set([...steps, ...own])].filter((step) => around.steps.has(step)).toSorted();
    const answerers = around.sources.map(numberOfSource).join();
    return `${key} ${isAbreast(around.kind)} ${around.isStandIn} ${back.join()} ${answerers}`;
  };
}
