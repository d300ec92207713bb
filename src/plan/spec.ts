import type { FailureKind } from "../model/failure.ts";
import type { Budget } from "../model/usage.ts";
import type { Course } from "../patterns/catalogue.ts";
import type { PolicyTable } from "../../supervisors/policy.ts";
import type { GateSpec } from "../gates/gate.ts";
import type { Brief } from "../model/brief.ts";
import type { WorkContext } from "./work-context.ts";

/**
 * A plan without its types: the tree that the kernel runs. It is made by the builders, which know the types, in
 * `erasure.ts`, and never changes.
 */
export interface Spec {
  readonly kind: "agent" | "human" | Course["kind"];
  readonly name: string;
  /** What it is made of, by the segment that each has in its path. */
  readonly children: readonly Member[];
  /** A pattern at rest; agents and people have none. */
  readonly course?: Course;
  readonly agent?: AgentSpec;
  readonly policy?: PolicySpec;
  readonly budget?: Budget;
  /** Who answers what work inside asks back: functions, and plans, in the order in which they are asked. */
  readonly answers?: readonly AnswerSource[];
  /** The pattern's own function: a branch's `on`, a given's `select`. */
  readonly evaluate?: (...args: readonly unknown[]) => unknown;
  /** What the plan around it finds wrong with an output, in a sentence: a person's edit is held against it at once. */
  readonly wrongWith?: (output: unknown) => string | undefined;
}

/** A function gives the answer or nothing; a plan gives it, or null where it does not know. */
export type AnswerSource =
  | { readonly kind: "function"; readonly answer: (...args: readonly unknown[]) => unknown }
  | { readonly kind: "plan"; readonly spec: Spec };

/** A plan in its group. */
export interface Member {
  readonly segment: string;
  readonly spec: Spec;
}

export interface PolicySpec {
  readonly table: PolicyTable;
  /** What the table's fallback directives index. */
  readonly fallbacks: readonly Spec[];
  /** The kinds that a later call of `supervised` named in vain, for an earlier one had named them; none: there is no such kind. */
  readonly shadowed?: readonly (FailureKind | "*")[];
}

/** A schema after erasure: Standard Schema's validate, whoever wrote it. */
export type Validate = (value: unknown) => Validated | Promise<Validated>;
export type Validated =
  | { readonly value: unknown; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
      }[];
    };

export interface AgentSpec {
  /** None for a person. */
  readonly work?: (input: unknown, context: WorkContext) => unknown;
  /** None for work. */
  readonly person?: PersonSpec;
  readonly input?: Validate;
  readonly output?: Validate;
  readonly brief?: Brief;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How often its work may ask back in one activation. */
  readonly asks: number;
  /** The peers that it may hand off to. */
  readonly handsTo: readonly string[];
  readonly expects?: Expectation;
  readonly gatesBefore: readonly GateSpec[];
  readonly gatesAfter: readonly GateSpec[];
  /** Overrides our classification of what the work throws. */
  readonly classify?: (thrown: unknown) => FailureKind | undefined;
  /** Work that ignored its abort may be run again all the same. */
  readonly isIdempotent: boolean;
}

/** A person as the worker: what is asked in words, how long is waited, and what is taken then. */
export interface PersonSpec {
  readonly asks?: string;
  /** In milliseconds. */
  readonly deadlineMs: number;
  readonly otherwise: { readonly does: "answer"; readonly value: unknown } | { readonly does: "reject" };
}

/** What one attempt is expected to take, for estimates and for reserving money before it is spent. */
export interface Expectation {
  readonly latencyMs?: number;
  readonly costUsd?: number;
}
