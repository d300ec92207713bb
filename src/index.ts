// Leaves: who does the work.
export { agent, type AgentOptions } from "./plan/agent.ts";
export { human, type HumanOptions } from "./plan/human.ts";
export { pass } from "./plan/pass.ts";

// Combinators: in which order.
export { branch, type BranchOptions } from "./plan/branch.ts";
export { chain } from "./plan/chain.ts";
export { map, type MapOptions } from "./plan/map.ts";
export { parallel } from "./plan/parallel.ts";
export { route, type RouteOptions } from "./plan/route.ts";

// Gates: what an input or an output must pass.
export { approval, type ApprovalOptions } from "./gates/approval.ts";
export { check, policy } from "./gates/check.ts";
export type { Checked, Gate } from "./gates/gate.ts";

// Directives: what happens on failure.
export { type Backoff, escalate, fallback, retry, type RetryOptions, revise, skip } from "./plan/directives.ts";
export type { Escalate, Fallback, Policy, Retry, Revise, Skip } from "./plan/plan.ts";
export type { Scope } from "../supervisors/policy.ts";

// Plans as types.
export type { Agent, AnyPlan, Plan, PlanInput, PlanOutput } from "./plan/plan.ts";

// Inside the work: what it is given, and what it can say.
export { type Answer, answer, decline, type Declined } from "./plan/said.ts";
export { fail } from "./model/fail.ts";
export type { About, Feedback } from "./model/answer.ts";
export type { Brief } from "./plan/brief.ts";
export type { Usage } from "./model/usage.ts";
export type { WorkContext } from "./plan/work-context.ts";

// Plans as data: before anything runs.
export { bound } from "./plan/bound.ts";
export { type AgentDescription, describe, type GateDescription, type PlanNode } from "./plan/describe.ts";
export { draw } from "./plan/draw.ts";

// How runs end, and what went wrong.
export type { Outcome, Skipped } from "./model/outcome.ts";
export type { Failure, FailureKind, Issue } from "./model/failure.ts";
export { ERROR_CODES, type ErrorCode, TroupeError } from "./model/troupe-error.ts";
export type { Budget, Spend } from "./model/usage.ts";
export type { AgentState } from "./model/answer.ts";
export type { Answered, Question, Reply } from "./model/question.ts";

// Running plans.
export { createRuntime, type RuntimeOptions } from "./hosts/live/create-runtime.ts";
export type { RunOptions } from "./kernel/run-options.ts";
export type { Runtime } from "./kernel/runtime.ts";
export type { Run } from "./kernel/run.ts";
export type { SignedReply } from "./kernel/answering.ts";
export type { Snapshot } from "./kernel/kernel.ts";
export type { NodeView } from "./kernel/core.ts";
export type { Fact, KernelFact, WorldFact } from "./model/fact.ts";
export { fold, type RunView } from "./model/fold.ts";
