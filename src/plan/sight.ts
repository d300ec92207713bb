import { DEFAULT_CHAINS } from "../../supervisors/defaults.ts";
import { type Chain, nameFor, type PolicyTable } from "../../supervisors/policy.ts";
import { FAILURE_KINDS, type FailureKind } from "../model/failure.ts";

/** What is done about each kind of failure in a place: the chain of the nearest policy that names it, else the default. */
export type Sight = Readonly<Record<FailureKind, Chain>>;

/** Where there is no policy. */
export const DEFAULTS: Sight = DEFAULT_CHAINS;

/** What is done below one policy more; the same where there is none. */
export function below(above: Sight, table: PolicyTable | undefined): Sight {
  if (table === undefined) return above;
  const named = FAILURE_KINDS.flatMap((kind) => {
    const chain = chainIn(table, kind);
    return chain === undefined ? [] : [[kind, chain] as const];
  });
  return { ...above, ...Object.fromEntries(named) };
}

/** What a policy itself does about a kind; none where it leaves the kind to others. */
export function chainIn(table: PolicyTable | undefined, kind: FailureKind): Chain | undefined {
  const name = table === undefined ? undefined : nameFor(table, kind);
  return name === undefined ? undefined : table?.[name];
}

/** The steps that chains of directives go back to, each once. */
export function stepsBackIn(chains: readonly Chain[]): ReadonlySet<string> {
  const steps = chains.flatMap((chain) =>
    chain.flatMap((it) => (it.does === "retry" && it.from !== undefined ? [it.from] : [])),
  );
  return new Set(steps);
}
