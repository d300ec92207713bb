// Leaves: who does the work.
export { agent, type AgentOptions } from "./plan/agent.ts";
export { human, type HumanOptions } from "./plan/human.ts";
export { pass } from "./plan/pass.ts";
export { type Role, role, type RoleOptions } from "./plan/role.ts";

// Combinators: in which order.
export { branch, type BranchOptions } from "./plan/branch.ts";
export { chain } from "./plan/chain.ts";
export { type Edge, graph, type GraphOptions } from "./plan/graph.ts";
export { handoff, type HandoffOptions } from "./plan/handoff.ts";
export { loop, type LoopOptions } from "./plan/loop.ts";
export { map, type MapOptions } from "./plan/map.ts";
export { orchestrate, type OrchestrateOptions, type Progress, type Task, type TaskResult } from "./plan/orchestrate.ts";
export { parallel } from "./plan/parallel.ts";
export { recursive, type RecursiveOptions } from "./plan/recursive.ts";
export { refine, type RefineOptions } from "./plan/refine.ts";
export { route, type RouteOptions } from "./plan/route.ts";
export { repeat, vote } from "./plan/vote.ts";

// What a vote goes by.
export { best, type CountingOptions, majority, quorum, type Tie, type VoteRule, weighted } from "./plan/vote-rules.ts";
export type { BallotValue } from "./patterns/tally.ts";
export type { Ballot } from "./patterns/vote.ts";

// Gates: what an input or an output must pass.
export { approval, type ApprovalOptions } from "./gates/approval.ts";
export { check, policy } from "./gates/check.ts";
export { confidence, type ConfidenceOptions } from "./gates/confidence.ts";
export { judge } from "./plan/judge.ts";
export type { Judged, Verdict } from "./patterns/verdict.ts";
export type { Checked, Gate } from "./gates/gate.ts";

// Directives: what happens on failure.
export { type Backoff, escalate, fallback, retry, type RetryOptions, revise, skip } from "./plan/directives.ts";
export type { Escalate, Fallback, Policy, Retry, Revise, Skip } from "./plan/plan.ts";
export type { Scope } from "../supervisors/policy.ts";

// Plans as types.
export type { Agent, Answerer, AnyPlan, Asked, Plan, PlanInput, PlanOutput } from "./plan/plan.ts";

// Inside the work: what it is given, and what it can say.
export { type Answer, answer, ask, type AskedBack, decline, type Declined, type HandedOff } from "./plan/said.ts";
export { fail } from "./model/fail.ts";
export type { About, Feedback, Supplied } from "./model/answer.ts";
export type { Brief } from "./model/brief.ts";
export type { Usage } from "./model/usage.ts";
export type { Hands, WorkContext } from "./plan/work-context.ts";

// Plans as data: before anything runs.
export { bound } from "./plan/bound.ts";
export { type AnswererDescription, describe, type PlanNode } from "./plan/describe.ts";
export type { AgentDescription, GateDescription } from "./plan/describe/agent-description.ts";
export type { Part } from "./plan/describe/part.ts";
export type { EdgeDescription, RuleDescription, ShapeDescription } from "./plan/describe/shape.ts";
export { type Change, diff } from "./plan/diff.ts";
export { draw } from "./plan/draw.ts";
export type { Statechart } from "./plan/draw/state-diagram.ts";
export { lint, type LintOptions } from "./plan/lint.ts";
export type { Finding, Severity } from "./plan/lint/finding.ts";

// How runs end, and what went wrong.
export type { Outcome, Skipped } from "./model/outcome.ts";
export type { Failure, FailureKind, Issue } from "./model/failure.ts";
export { ERROR_CODES, type ErrorCode, TroupeError } from "./model/troupe-error.ts";
export type { Budget, Spend } from "./model/usage.ts";
export type { AgentState } from "./model/answer.ts";
export type { Answered, Question, Reply } from "./model/question.ts";

// Running plans.
export { createRuntime, type RuntimeOptions } from "./runtime/create-runtime.ts";
export type { ExportedRun, Retention } from "./runtime/retention.ts";
export type { RunOptions } from "./kernel/run-options.ts";
export type { Resumed } from "./kernel/kept.ts";
export type { Runtime } from "./kernel/runtime.ts";
export type { Run } from "./kernel/run.ts";
export type { SignedReply } from "./kernel/answering.ts";
export type { Snapshot } from "./kernel/kernel.ts";
export type { NodeView } from "./kernel/core.ts";
export type { Fact, KernelFact, WorldFact } from "./model/fact.ts";
export { fold, type RunView } from "./model/fold.ts";

// Journals: where runs survive their process.
export { type MemoryJournal, memoryJournal } from "./hosts/durable/memory-journal.ts";
export { sqliteJournal } from "./hosts/durable/sqlite-journal.ts";
export type { SqliteOptions, Sync } from "./hosts/durable/sqlite-options.ts";
export type {
  Append,
  Journal,
  JournalReader,
  JournalWriter,
  Post,
  Row,
  RunQuery,
  StoredRun,
} from "./kernel/journal.ts";
