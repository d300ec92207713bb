import { type Chain, type Directive, nameFor } from "../../supervisors/policy.ts";
import { acceptDistinct } from "../model/accept-name.ts";
import { notARecord } from "../model/accept.ts";
import { FAILURE_KINDS, type FailureKind, isFailureKind } from "../model/failure.ts";
import { didYouMean } from "../model/near.ts";
import { fieldsOf, itemsOf } from "../model/readable.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { DIRECTIVE, markedWith } from "./brand.ts";
import { specOf } from "./erasure.ts";
import type { Escalate, Fallback, Policy, Retry, Revise, Skip } from "./plan.ts";
import type { PolicySpec, Spec } from "./spec.ts";
import { costsSteps, stepNames } from "./tree.ts";

type Named = FailureKind | "*";
type TypedDirective = Retry | Revise | Escalate | Skip<unknown> | Fallback<never, unknown>;

/** The plans that fallback directives index, in the order in which they are first named. */
type Fallbacks = Spec[];

/**
 * The plan under a policy. What the plan's own policy names already stays, and the rest is added; a `*` names all.
 * A directive that its kind forbids stays in the chain, and is passed over when it is asked.
 *
 * @throws TroupeError BAD_POLICY, DUPLICATE_NAME for two fallbacks of one name, UNKNOWN_STEP
 */
export function supervise(spec: Spec, policy: Policy<never, unknown>): Spec {
  const where = `the policy of ${spec.kind} "${spec.name}"`;
  const chains = fieldsOf(policy);
  if (chains === undefined) {
    throw badPolicy(`${where} is ${notARecord(policy)}.`, "Name kinds of failure, as in { transient: [retry()] }.");
  }
  const fallbacks: Fallbacks = [...(spec.policy?.fallbacks ?? [])];
  const before = spec.policy?.table ?? {};
  const table: Partial<Record<Named, Chain>> = { ...before };
  const shadowed = [...(spec.policy?.shadowed ?? [])];
  for (const [key, chain] of chains) {
    const kind = acceptKind(key, where);
    if (chain === undefined) continue;
    const isNew = nameFor(before, kind) === undefined;
    const compiled = compileChain(chain, { where: `${key} in ${where}`, spec, isNew, fallbacks });
    if (isNew) table[kind] = compiled;
    else shadowed.push(kind);
  }
  acceptDistinct(
    fallbacks.map(({ name }) => name),
    { where, remedy: 'Give each fallback plan of one policy a name of its own, as in agent("second-opinion", …).' },
  );
  return Object.freeze({ ...spec, policy: frozen({ table, fallbacks, shadowed: [...new Set(shadowed)] }) });
}

function frozen({ table, fallbacks, shadowed }: Required<PolicySpec>): PolicySpec {
  return Object.freeze({
    table: Object.freeze(table),
    fallbacks: Object.freeze(fallbacks),
    ...(shadowed.length === 0 ? {} : { shadowed: Object.freeze(shadowed) }),
  });
}

function acceptKind(key: string, where: string): Named {
  if (isNamed(key)) return key;
  const known = [...FAILURE_KINDS.filter((kind) => kind !== "cancelled"), "*"];
  const remedy = key === "cancelled" ? "Nobody is asked about a cancellation; leave it out." : didYouMean(key, known);
  throw badPolicy(
    `${where} names ${JSON.stringify(key)}, which is no kind of failure that it can be asked about.`,
    remedy,
  );
}

function isNamed(key: string): key is Named {
  return key === "*" || (key !== "cancelled" && isFailureKind(key));
}

/** What a chain is compiled for. */
interface Compiling {
  readonly where: string;
  readonly spec: Spec;
  /** Whether the chain counts; one that a former call of `supervised` stands before is only checked. */
  readonly isNew: boolean;
  readonly fallbacks: Fallbacks;
}

function compileChain(chain: unknown, compiling: Compiling): Chain {
  const { where } = compiling;
  const list = itemsOf(chain);
  if (list === undefined)
    throw badPolicy(
      `${where} is ${shown(chain)}, not a list.`,
      "Write a list of directives, as in [retry(), skip(0)].",
    );
  const directives = list.map((said) => compile(said, compiling));
  acceptEnd(directives, where);
  return Object.freeze(directives);
}

/** What stands behind a skip or an escalate is never taken; but the escalate that ends every chain may be written out. */
function acceptEnd(directives: Chain, where: string): void {
  const end = directives.findIndex(({ does }) => does === "skip" || does === "escalate");
  const last = directives[end];
  const behind = directives.slice(end + 1).map(({ does }) => does);
  if (last === undefined || behind.length === 0 || (last.does === "skip" && behind.join() === "escalate")) return;
  throw badPolicy(
    `${where} goes on after ${last.does}.`,
    last.does === "skip"
      ? "Nothing comes after skip, for it cannot fail: put it last."
      : "Nothing comes after escalate: put it last, or leave it out, for every chain ends in it.",
  );
}

function compile(said: unknown, compiling: Compiling): Directive {
  if (!isDirective(said)) throw notADirective(said, compiling.where);
  if ("plan" in said) return compileFallback(specOf(said.plan, `A fallback in ${compiling.where}`), compiling);
  if ("value" in said) return Object.freeze({ does: "skip", value: said.value });
  const directive = said[DIRECTIVE];
  if (directive.does === "retry" && directive.from !== undefined) acceptStep(directive.from, compiling);
  return directive;
}

/** The same plan named twice is one fallback. */
function compileFallback(plan: Spec, { isNew, fallbacks }: Compiling): Directive {
  const known = fallbacks.indexOf(plan);
  const index = known >= 0 ? known : fallbacks.length;
  if (known < 0 && isNew) fallbacks.push(plan);
  return Object.freeze({ does: "fallback", plan: index, name: plan.name, costsSteps: costsSteps(plan) });
}

/** A chain and a graph know their steps; other plans may stand in one that does. */
function acceptStep(from: string, { spec, where }: Compiling): void {
  if (spec.kind !== "chain" && spec.kind !== "graph") return;
  const steps = stepNames(spec);
  if (steps.includes(from)) return;
  throw new TroupeError("UNKNOWN_STEP", {
    what: `${where} goes back to ${JSON.stringify(from)}, which is no step of it.`,
    remedy: didYouMean(from, steps),
    facts: { from, steps },
  });
}

function isDirective(said: unknown): said is TypedDirective {
  const directive = markedWith(said, DIRECTIVE);
  return typeof directive === "object" && directive !== null;
}

function notADirective(said: unknown, where: string): TroupeError {
  const call = typeof said === "function" && said.name !== "" ? `Call it: ${said.name}().` : undefined;
  return badPolicy(
    `${where} has ${shown(said)} where a directive belongs.`,
    call ?? "Directives are made by retry, revise, skip, fallback and escalate.",
  );
}

function badPolicy(what: string, remedy: string): TroupeError {
  return new TroupeError("BAD_POLICY", { what, remedy });
}
