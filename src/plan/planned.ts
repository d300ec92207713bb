import type { Gate } from "../gates/gate.ts";
import { acceptFunction } from "../model/accept.ts";
import type { Budget } from "../model/usage.ts";
import { atRest } from "../patterns/catalogue.ts";
import { SPEC } from "./brand.ts";
import { acceptBudget, tighter } from "./budget.ts";
import { erased, peersOf } from "./erasure.ts";
import { gate } from "./gated.ts";
import { withAnswers } from "./answers.ts";
import type { Agent, Answerer, io, Plan, Policy } from "./plan.ts";
import type { Spec } from "./spec.ts";
import { supervise } from "./supervise.ts";
import { frozenCourse } from "./tree.ts";

/** A plan around its data; the builders know its types. */
export function toPlan<I, O>(spec: Spec): Plan<I, O> {
  return new Planned<I, O>(spec);
}

/** An agent or a person around its data. */
export function toAgent<I, O, To extends string = never>(spec: Spec, kind: Agent<I, O>["kind"]): Agent<I, O, To> {
  return new PlannedAgent<I, O, To>(spec, kind);
}

class Planned<in I, out O> implements Plan<I, O> {
  readonly kind: Spec["kind"];
  readonly name: string;
  readonly [SPEC]: Spec;
  declare readonly [io]: (input: I) => O;

  constructor(spec: Spec) {
    this.kind = spec.kind;
    this.name = spec.name;
    this[SPEC] = spec;
    Object.freeze(this);
  }

  supervised(policy: Policy<I, O>): Plan<I, O> {
    return toPlan(supervise(this[SPEC], policy));
  }

  budgeted(budget: Budget): Plan<I, O> {
    return toPlan(withBudget(this[SPEC], budget));
  }

  given<X>(select: (context: X) => I): Plan<X, O> {
    return toPlan(givenSpec(this[SPEC], select));
  }

  answers(...sources: readonly Answerer[]): Plan<I, O> {
    return toPlan(withAnswers(this[SPEC], sources));
  }
}

class PlannedAgent<in I, out O, out To extends string> implements Agent<I, O, To> {
  readonly kind: Agent<I, O>["kind"];
  readonly name: string;
  readonly handsTo: readonly To[];
  readonly [SPEC]: Spec;
  declare readonly [io]: (input: I) => O;

  constructor(spec: Spec, kind: Agent<I, O>["kind"]) {
    this.kind = kind;
    this.name = spec.name;
    this.handsTo = peersOf(spec);
    this[SPEC] = spec;
    Object.freeze(this);
  }

  gated(...gates: readonly Gate<I, O>[]): Agent<I, O, To> {
    return toAgent(gate(this[SPEC], { gates, when: "after" }), this.kind);
  }

  gatedBefore(...gates: readonly Gate<unknown, I>[]): Agent<I, O, To> {
    return toAgent(gate(this[SPEC], { gates, when: "before" }), this.kind);
  }

  supervised(policy: Policy<I, O>): Agent<I, O, To> {
    return toAgent(supervise(this[SPEC], policy), this.kind);
  }

  budgeted(budget: Budget): Agent<I, O, To> {
    return toAgent(withBudget(this[SPEC], budget), this.kind);
  }

  given<X>(select: (context: X) => I): Plan<X, O> {
    return toPlan(givenSpec(this[SPEC], select));
  }

  answers(...sources: readonly Answerer[]): Agent<I, O, To> {
    return toAgent(withAnswers(this[SPEC], sources), this.kind);
  }
}

function withBudget(spec: Spec, budget: Budget): Spec {
  const accepted = acceptBudget(budget, `${spec.kind} "${spec.name}"`);
  return Object.freeze({ ...spec, budget: spec.budget === undefined ? accepted : tighter(spec.budget, accepted) });
}

/** A node of its own around the plan, so that it matters and shows what was declared before and what after. */
function givenSpec(spec: Spec, select: (context: never) => unknown): Spec {
  acceptFunction(select, `The selection for ${spec.kind} "${spec.name}"`);
  return Object.freeze({
    kind: "given",
    name: spec.name,
    children: Object.freeze([Object.freeze({ segment: spec.name, spec })]),
    course: frozenCourse(atRest("given", { names: [spec.name] })),
    evaluate: erased(select),
  });
}
