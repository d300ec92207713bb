import { contentHash } from "../model/content-hash.ts";
import { describe } from "../plan/describe.ts";
import { kept, retyped } from "../plan/erasure.ts";
import type { Spec } from "../plan/spec.ts";
import type { Origin } from "./port.ts";
import type { RunOptions } from "./run-options.ts";

/** What a run began with, beside its plan. */
export interface Start {
  readonly input: unknown;
  readonly options: Omit<RunOptions, "id">;
  /** The runtime's, which decides the run's draws together with its id. */
  readonly seed: number;
}

/** Plans never change, so that each is described once. */
const hashes = new WeakMap<Spec, string>();

/** A hash of a plan's structure: equal for plans that differ in their functions alone. */
export function planHash(spec: Spec, plan: unknown): string {
  const known = hashes.get(spec);
  if (known !== undefined) return known;
  const hash = contentHash(describe(retyped(plan)));
  hashes.set(spec, hash);
  return hash;
}

/** What a journal keeps of a run's beginning. */
export function originOf(spec: Spec, plan: unknown, start: Start): Origin {
  return { plan: spec.name, hash: planHash(spec, plan), start: JSON.stringify(start) };
}

/** What a run began with, from a journal. */
export function readStart(origin: Pick<Origin, "start">): Start {
  return kept(origin.start);
}
