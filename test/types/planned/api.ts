/** Troupe, public types: a sketch that compiles (TypeScript 7.0.2 and 5.9.3, strict). Types only, no behaviour. */
import type { StandardSchemaV1 } from "@standard-schema/spec";

// ── Plans ────────────────────────────────────────────────────────────────────────────────────────────────────────
declare const io: unique symbol;

/** Immutable data: who does what in which order. Contravariant in its input, covariant in its output. */
export interface Plan<in I, out O> {
  readonly kind: string;
  readonly name: string;
  readonly [io]: (input: I) => O;
  /** What happens when work *inside* this plan fails. retry and revise act on what failed; skip and fallback replace *this* plan. */
  supervised(policy: Policy<I, O>): Plan<I, O>;
  /** A ledger of its own, drawn from the parent's. */
  budgeted(budget: Budget): Plan<I, O>;
  /** An explicit slice of a wider context (G3): the same plan, fed by a pure function. */
  given<X>(select: (context: X) => I): Plan<X, O>;
}
/** A leaf. `To` names the peers that it may hand off to. */
export interface Agent<in I, out O, out To extends string = never> extends Plan<I, O> {
  readonly kind: "agent";
  readonly handsTo: readonly To[];
  /** Checks of the output, in this order; a method, because only here are I and O known to the gates' functions. */
  gated(...gates: readonly Gate<I, O>[]): Agent<I, O, To>;
  /** Asked of the input before the work starts (E2, E3: before a high-risk action). Pass or reject, never revise. */
  gatedBefore(...gates: readonly Gate<unknown, I>[]): Agent<I, O, To>;
  supervised(policy: Policy<I, O>): Agent<I, O, To>;
  budgeted(budget: Budget): Agent<I, O, To>;
}
export type AnyPlan = Plan<never, unknown>;
export type PlanInput<P> = P extends Plan<infer I, unknown> ? I : never;
export type PlanOutput<P> = P extends Plan<never, infer O> ? O : never;
type Plans = Readonly<Record<string, AnyPlan>>;
/** What all of them accept: the intersection of the inputs. */
type CommonInput<P> = { [K in keyof P]: (x: PlanInput<P[K]>) => void }[keyof P] extends (x: infer I) => void
  ? I
  : never;

// ── Agents ───────────────────────────────────────────────────────────────────────────────────────────────────────
export interface Brief {
  readonly goal: string;
  readonly definitionOfDone: string;
  readonly context?: string;
  readonly format?: string;
}
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly costUsd?: number;
}
export interface Feedback {
  readonly previous: unknown;
  readonly issues: readonly { readonly message: string; readonly path?: readonly PropertyKey[] }[];
}
declare const declined: unique symbol;
declare const handed: unique symbol;
declare const answered: unique symbol;
export interface Declined {
  readonly [declined]: string;
}
export interface HandedOff {
  readonly [handed]: string;
}
/** What an answer says of itself (A5); gates, judges and ballots see it. */
export interface About {
  readonly confidence?: number;
  readonly reasoning?: string;
}
export interface Answer<out T> {
  readonly [answered]: T;
  readonly about: About;
}

export interface WorkContext {
  readonly signal: AbortSignal;
  readonly attempt: number;
  readonly feedback: Feedback | undefined;
  readonly brief: Brief | undefined;
  readonly idempotencyKey: string;
  progress(fraction: number, partial?: unknown): void;
  spend(usage: Usage): void;
}
export declare function answer<T>(value: T, about: About): Answer<T>;
export declare function decline(reason: string): Declined;

type Said<T> = T | Answer<T> | Declined | HandedOff;
type AnySchema = StandardSchemaV1<unknown, unknown>;
/** `W…` is what the work sees and says, `I` and `O` what the outside gives and gets; a schema may transform between them. */
export interface AgentOptions<WI, WO, IS, OS, To extends string> {
  readonly input?: IS & StandardSchemaV1<unknown, WI>;
  readonly output?: OS & StandardSchemaV1<WO, unknown>;
  readonly handsTo?: readonly To[];
  readonly work: (input: WI, context: WorkContext & Hands<To>) => Said<WO> | Promise<Said<WO>>;
  readonly brief?: Brief;
  readonly timeoutMs?: number;
  readonly expects?: { readonly latencyMs?: number; readonly costUsd?: number };
}
export interface Hands<To extends string> {
  handoff(to: To, context: unknown): HandedOff;
}
export declare function agent<
  WI,
  WO,
  IS extends AnySchema = StandardSchemaV1<WI, WI>,
  OS extends AnySchema = StandardSchemaV1<WO, WO>,
  const To extends string = never,
>(
  name: string,
  options: AgentOptions<WI, WO, IS, OS, To>,
): Agent<StandardSchemaV1.InferInput<IS>, Exclude<StandardSchemaV1.InferOutput<OS>, Declined | HandedOff>, To>;
/** A person as a worker (A8). The deadline and its default are not optional. */
export declare function human<I, O>(
  name: string,
  options: {
    input?: StandardSchemaV1<I>;
    output: StandardSchemaV1<unknown, O>;
    deadlineMs: number;
    otherwise: { value: NoInfer<O> } | "fail";
  },
): Agent<I, O>;
/** Hands its input on; costs no step. Keeps context beside parallel branches. */
export declare function pass<T>(): Plan<T, T>;

// ── The eleven combinators ───────────────────────────────────────────────────────────────────────────────────────
/** The tuple again, with every step that cannot take what the step before gives replaced by the plan that could. */
type Fits<T extends readonly AnyPlan[], Before extends readonly unknown[] = readonly [...T]> = T extends readonly [
  infer A extends AnyPlan,
  infer B extends AnyPlan,
  ...infer R extends AnyPlan[],
]
  ? readonly [A, ...FitsNext<A, B, R>]
  : Before;
type FitsNext<A extends AnyPlan, B extends AnyPlan, R extends readonly AnyPlan[]> = [PlanOutput<A>] extends [
  PlanInput<B>,
]
  ? R extends readonly [infer C extends AnyPlan, ...infer S extends AnyPlan[]]
    ? readonly [B, ...FitsNext<B, C, S>]
    : readonly [B]
  : readonly [Plan<PlanOutput<A>, unknown>, ...R];
type Last<T extends readonly unknown[]> = T extends readonly [...unknown[], infer L] ? L : never;
export declare function chain<const T extends readonly [AnyPlan, ...AnyPlan[]]>(
  name: string,
  steps: T & Fits<T>,
): Plan<PlanInput<T[0]>, PlanOutput<Last<T>>>;

export declare function branch<const C extends Plans>(
  name: string,
  options: { readonly on: (input: CommonInput<C>) => keyof C & string; readonly cases: C },
): Plan<CommonInput<C>, PlanOutput<C[keyof C]>>;

export declare function loop<I, O extends I>(
  name: string,
  body: Plan<I, O>,
  options: {
    readonly until: (output: NoInfer<O>, round: number) => boolean;
    readonly max: number;
    readonly exhausted?: "fail" | "last";
  },
): Plan<I, O>;

export declare function parallel<const P extends Plans>(
  name: string,
  branches: P,
): Plan<CommonInput<P>, { readonly [K in keyof P]: PlanOutput<P[K]> }>;

export declare function map<I, O>(
  name: string,
  body: Plan<I, O>,
  options?: { readonly concurrency?: number; readonly maxItems?: number },
): Plan<readonly I[], readonly O[]>;

type Primitive = string | number | boolean | null;
export interface Ballot<out O> {
  readonly voter: string;
  readonly output: O;
  readonly reasoning?: string;
  readonly confidence?: number;
}
declare const rule: unique symbol;
export interface VoteRule<in O> {
  readonly [rule]: (o: O) => void;
}
interface Counting<O> {
  readonly ballot: (output: O) => Primitive;
  readonly tie: Tie<O>;
}
export type Tie<O> = "fail" | "first" | Plan<readonly Ballot<O>[], number>;
export declare function majority(options: { readonly tie: "fail" | "first" }): VoteRule<Primitive>;
export declare function majority<O>(options: Counting<O>): VoteRule<O>;
export declare function quorum(k: number): VoteRule<Primitive>;
export declare function quorum<O>(k: number, options: { readonly ballot: (output: O) => Primitive }): VoteRule<O>;
export declare function weighted<O>(
  options: Counting<O> & { readonly weights: Readonly<Record<string, number>> },
): VoteRule<O>;
export declare function best<O>(judge: Plan<readonly Ballot<O>[], number>): VoteRule<O>;
export declare function repeat<I, O>(voter: Plan<I, O>, times: number): readonly Plan<I, O>[];
export declare function vote<I, O>(name: string, voters: readonly Plan<I, O>[], rule: VoteRule<NoInfer<O>>): Plan<I, O>;

export declare function route<const S extends Plans, I, D>(
  name: string,
  options: {
    readonly by: Plan<I, keyof S & string>;
    readonly to: S & { readonly [K in keyof S]: Plan<NoInfer<I>, unknown> };
    readonly otherwise: Plan<NoInfer<I>, D>;
    readonly reroutes?: number;
  },
): Plan<I, PlanOutput<S[keyof S]> | D>;

export type Task<W> = {
  [K in keyof W & string]: {
    readonly worker: K;
    readonly label: string;
    readonly input: PlanInput<W[K]>;
    readonly brief?: Brief;
  };
}[keyof W & string];
export type TaskResult<W> = {
  [K in keyof W & string]: { readonly worker: K; readonly label: string } & (
    | { readonly status: "done" | "skipped"; readonly output: PlanOutput<W[K]> }
    | { readonly status: "failed"; readonly failure: Failure }
  );
}[keyof W & string];
export interface Progress<out I, W> {
  readonly goal: I;
  readonly round: number;
  readonly results: readonly TaskResult<W>[];
}
export declare function orchestrate<const W extends Plans, I, O>(
  name: string,
  options: {
    readonly workers: W;
    readonly planner: Plan<Progress<I, W>, readonly Task<W>[]>;
    readonly synthesizer: Plan<Progress<I, W>, O>;
    readonly rounds: number;
    readonly maxTasks: number;
    readonly concurrency?: number;
  },
): Plan<I, O>;

export interface Judged<out I, out O> {
  readonly input: I;
  readonly output: O;
  readonly reasoning?: string;
}
export type Verdict =
  | { readonly verdict: "pass"; readonly score?: number }
  | { readonly verdict: "revise"; readonly feedback: string; readonly score?: number }
  | { readonly verdict: "reject"; readonly reason: string };
/** The generator sees the critique as `context.feedback`, the same place as after `revise`. */
export declare function refine<I, O>(
  name: string,
  options: {
    readonly generate: Plan<I, O>;
    readonly evaluate: Plan<Judged<NoInfer<I>, NoInfer<O>>, Verdict>;
    readonly rounds: number;
    readonly unapproved?: "fail" | "best";
  },
): Plan<I, O>;

/** Peers share one context type; the names they may hand to are checked against the peers. */
export declare function handoff<
  const P extends Readonly<Record<string, AnyPlan & { readonly handsTo: readonly string[] }>>,
>(
  name: string,
  peers: P & { readonly [K in keyof P]: { readonly handsTo: readonly (keyof P & string)[] } },
  options: { readonly start: keyof P & string; readonly max: number },
): Plan<CommonInput<P>, PlanOutput<P[keyof P]>>;

export type Edge<N> = {
  [K in keyof N & string]: K | { readonly node: K; readonly when: (output: PlanOutput<N[K]>) => boolean };
}[keyof N & string];
type Edges<N> = { readonly [K in keyof N]?: readonly Edge<N>[] };
type NodeInput<N, E extends readonly unknown[]> = {
  readonly [X in E[number] as X extends keyof N & string ? X : never]: PlanOutput<N[X & keyof N]>;
} & {
  readonly [X in E[number] as X extends { readonly node: infer K extends keyof N & string } ? K : never]?: X extends {
    readonly node: infer K extends keyof N;
  }
    ? PlanOutput<N[K]>
    : never;
};
type Roots<N, A> = Exclude<keyof N, keyof A>;
/** A node with dependencies receives the record of their outputs (a conditional one may be missing); one without receives the graph's input. */
export declare function graph<const N extends Plans, const A extends Edges<N>, const Out extends keyof N & string>(
  name: string,
  nodes: N,
  options: {
    readonly after: A & {
      readonly [K in keyof A]: K extends keyof N
        ? A[K] extends readonly unknown[]
          ? [NodeInput<N, A[K]>] extends [PlanInput<N[K]>]
            ? A[K]
            : { readonly mismatch: K; readonly gives: NodeInput<N, A[K]>; readonly takes: PlanInput<N[K]> }
          : A[K]
        : never;
    };
    readonly output: Out;
  },
): Plan<CommonInput<Pick<N, Roots<N, A>>>, PlanOutput<N[Out]>>;

// ── Gates: a check an agent's output must pass ───────────────────────────────────────────────────────────────────
declare const gateOf: unique symbol;
export interface Gate<in I, in O> {
  readonly kind: "check" | "judge" | "policy" | "approval";
  readonly name: string;
  readonly [gateOf]: (input: I, output: O) => void;
}
/** false and a string both say no; the string, or the gate's name, is the feedback. */
export type Checked =
  | boolean
  | string
  | readonly { readonly message: string; readonly path?: readonly PropertyKey[] }[];
/** Deterministic. Anything but true is a revise with that feedback; the number of rounds is the policy's. */
export declare function check<O>(name: string, test: (output: O, about: About) => Checked): Gate<unknown, O>;
/** Deterministic, last, final: anything but true is a reject; never revised. */
export declare function policy<O>(name: string, test: (output: O, about: About) => Checked): Gate<unknown, O>;
/** An agent judges; each judgement is a step. */
export declare function judge<I, O>(name: string, by: Plan<Judged<I, O>, Verdict>): Gate<I, O>;
export declare function approval<O>(
  name: string,
  options: {
    readonly when?: (output: O, about: About) => boolean;
    readonly deadlineMs: number;
    readonly otherwise: "approve" | "reject";
    readonly quorum?: number;
    readonly roles?: readonly string[];
  },
): Gate<unknown, O>;

// ── Supervision ──────────────────────────────────────────────────────────────────────────────────────────────────
export type FailureKind =
  | "transient"
  | "rate-limited"
  | "timeout"
  | "invalid-output"
  | "rejected"
  | "permanent"
  | "defect"
  | "budget"
  | "cancelled"
  | "unresponsive"
  | "lost"
  | "escalated"
  | "refused"
  | "unresolved";
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly path: string;
  readonly cause?: Failure;
  readonly thrown?: unknown;
  readonly retryAfterMs?: number;
  readonly code?: string;
}
/** What a retry restarts in a parallel, a graph or a standing group; finished members keep their outcome. Not for chains: use `from`. */
export type Scope = "one" | "rest" | "all";
export interface Backoff {
  readonly initialMs?: number;
  readonly factor?: number;
  readonly maxMs?: number;
  readonly jitter?: "full" | "none";
}
declare const does: unique symbol;
export interface Retry {
  readonly [does]: "retry";
}
export interface Revise {
  readonly [does]: "revise";
}
export interface Escalate {
  readonly [does]: "escalate";
}
export interface Skip<out O> {
  readonly [does]: "skip";
  readonly value: O;
}
export interface Fallback<in I, out O> {
  readonly [does]: "fallback";
  readonly plan: Plan<I, O>;
}
/** `attempts` counts runs, the first included, over all kinds of one activation; default 3. `from` (chain, graph) goes back to a named step and voids what consumed it; `restarts` bounds that, default 1. */
export declare function retry(options?: {
  readonly attempts?: number;
  readonly backoff?: Backoff;
  readonly delayMs?: number;
  readonly scope?: Scope;
  readonly from?: string;
  readonly restarts?: number;
}): Retry;
export declare function revise(options?: { readonly rounds?: number }): Revise;
export declare function skip<const O>(value: O): Skip<O>;
export declare function fallback<I, O>(plan: Plan<I, O>): Fallback<I, O>;
export declare function escalate(): Escalate;
type GiveUp<I, O> = Skip<O> | Fallback<I, O> | Escalate;
type Again<I, O> = Retry | GiveUp<I, O>;
/** Retrying a permanent failure, or asking a policy about a cancellation, does not compile. */
export interface Policy<in I, out O> {
  readonly transient?: readonly Again<I, O>[];
  readonly "rate-limited"?: readonly Again<I, O>[];
  readonly timeout?: readonly Again<I, O>[];
  readonly "invalid-output"?: readonly (Revise | Again<I, O>)[];
  readonly rejected?: readonly GiveUp<I, O>[];
  readonly permanent?: readonly GiveUp<I, O>[];
  readonly defect?: readonly Again<I, O>[];
  readonly budget?: readonly (Skip<O> | Escalate)[];
  readonly unresponsive?: readonly Again<I, O>[];
  readonly lost?: readonly Again<I, O>[];
  readonly escalated?: readonly Again<I, O>[];
  readonly refused?: readonly Again<I, O>[];
  readonly unresolved?: readonly Again<I, O>[];
  /** Every kind not named here that a policy may be asked about; a retry in it is passed over where retrying is forbidden. */
  readonly "*"?: readonly (Revise | Again<I, O>)[];
}

// ── Runtime ──────────────────────────────────────────────────────────────────────────────────────────────────────
/** At least one bound (an empty object is refused). A ledger that is not named is the plan's bound where it has one. */
export interface Budget {
  readonly steps?: number;
  readonly toolCalls?: number;
  readonly tokens?: number;
  readonly usd?: number;
  readonly wallMs?: number;
  readonly depth?: number;
  readonly spawned?: number;
}
export interface Spend {
  readonly steps: number;
  readonly toolCalls: number;
  readonly tokens: number;
  readonly usd: number;
  readonly wallMs: number;
}
export interface Skipped {
  readonly path: string;
  readonly failure: Failure;
}
interface Ended {
  readonly runId: string;
  readonly spend: Spend;
  readonly finished: Readonly<Record<string, unknown>>;
}
export type Outcome<O> =
  | (Ended & { readonly status: "done"; readonly output: O })
  | (Ended & { readonly status: "degraded"; readonly output: O; readonly skipped: readonly [Skipped, ...Skipped[]] })
  | (Ended & { readonly status: "failed"; readonly failure: Failure })
  | (Ended & { readonly status: "cancelled"; readonly reason: string; readonly by: "caller" | "shutdown" });
export type AgentState = "idle" | "working" | "awaiting-gate" | "failed" | "done";
export interface NodeSnapshot {
  readonly path: string;
  readonly kind: string;
  readonly state: AgentState;
  readonly disposition: string;
  readonly attempt: number;
}
/** One list for everything that waits for a person: an approval, a human worker, an escalation. */
export interface Question {
  readonly id: string;
  readonly path: string;
  readonly kind: "approval" | "human" | "escalation";
  readonly hash: string;
  readonly shown: unknown;
  readonly deadline: number;
  readonly otherwise: string;
}
export type Reply =
  | { readonly verdict: "approve" }
  | { readonly verdict: "reject"; readonly reason: string }
  | { readonly verdict: "edit"; readonly value: unknown }
  | { readonly verdict: "retry" }
  | { readonly verdict: "skip"; readonly value: unknown };
export interface Fact {
  readonly seq: number;
  readonly at: number;
  readonly cause: number | undefined;
  readonly source: "world" | "kernel";
  readonly type: string;
  readonly path: string;
}
export interface Run<out O> {
  readonly id: string;
  readonly outcome: Promise<Outcome<O>>;
  facts(options?: { readonly from?: number }): AsyncIterable<Fact>;
  snapshot(): {
    readonly nodes: readonly NodeSnapshot[];
    readonly questions: readonly Question[];
    readonly spend: Spend;
  };
  answer(
    questionId: string,
    reply: Reply & { readonly by?: string; readonly hash?: string },
  ): Promise<{ readonly accepted: boolean; readonly why?: string }>;
  cancel(reason?: string): Promise<Outcome<O>>;
}
export interface RunOptions {
  readonly id?: string;
  readonly budget?: Budget;
  readonly deadlineMs?: number;
  readonly graceMs?: number;
  readonly onEscalation?: { readonly ask: "person"; readonly deadlineMs: number };
}
export interface Runtime extends AsyncDisposable {
  start<I, O>(plan: Plan<I, O>, input: NoInfer<I>, options?: RunOptions): Run<O>;
  close(options?: { readonly graceMs?: number }): Promise<void>;
}
export declare function createRuntime(options?: { readonly journal?: string; readonly seed?: number }): Runtime;
