import { classify, retryAfterOf } from "../../supervisors/classify.ts";
import { settle, spentLedger } from "../budget/book.ts";
import type { Completion } from "../model/effect.ts";
import type { Failure } from "../model/failure.ts";
import type { FactBody } from "../model/fact.ts";
import type { Thrown } from "../model/thrown.ts";
import { type Core, deadLetter, forget, record, send } from "./core.ts";
import type { AgentProcess, GateProcess, SupervisorProcess } from "./process.ts";
import { workOver } from "./agent-effects.ts";
import { close } from "./questions.ts";
import { halt } from "./wall.ts";

/** Takes what the world said: time moves on to it, it is written down, and whoever waits for it gets an event. */
export function arrive(core: Core, completion: Completion, run: SupervisorProcess): void {
  core.now = Math.max(core.now, completion.at);
  core.cause = undefined;
  switch (completion.kind) {
    case "woke":
      return fireTimers(core);
    case "cancelled": {
      const { reason, by } = completion;
      record(core, "", { type: "run.cancelled", reason, by });
      core.cancelled ??= { reason, by };
      return send(core, { kind: "supervisor", to: run, event: { type: "STOP", how: "abort", why: "cancelled" } });
    }
    case "answered":
      return answered(core, completion);
    case "evaluated":
    case "notEvaluated":
      return evaluated(core, completion);
    default:
      return ofWork(core, completion);
  }
}

/** A wake-up also comes a little late or early: whatever is due by now is due. */
function fireTimers(core: Core): void {
  for (const timer of core.timers.due(core.now)) {
    core.cause = core.live.get(timer.path)?.cause;
    record(core, timer.path, { type: "timer.fired", timer: timer.name });
    timer.fire();
  }
}

type OfWork = Exclude<Completion, { kind: "woke" | "cancelled" | "answered" | "evaluated" | "notEvaluated" }>;

function ofWork(core: Core, completion: OfWork): void {
  const agent = core.owners.get(completion.id);
  if (agent?.kind !== "agent")
    return deadLetter(core, pathOf(completion.id), `${completion.kind} from ${completion.id}`);
  const { attempt, path } = agent;
  core.cause = agent.cause;
  record(core, path, workFact(completion, attempt));
  switch (completion.kind) {
    case "progressed":
      return;
    case "spent":
      core.book = settle(core.book, agent.ledgers, completion.usage);
      return haltIfSpent(core, agent);
    case "returned": {
      workOver(core, agent);
      const about = completion.about === undefined ? {} : { about: completion.about };
      return send(core, {
        kind: "agent",
        to: agent,
        event: { type: "WORK_RETURNED", attempt, output: completion.value, ...about },
      });
    }
    case "declined":
      workOver(core, agent);
      return send(core, {
        kind: "agent",
        to: agent,
        event: { type: "WORK_DECLINED", attempt, reason: completion.reason },
      });
    case "threw":
    case "invalid":
      workOver(core, agent);
      return send(core, {
        kind: "agent",
        to: agent,
        event: { type: "WORK_FAILED", attempt, failure: failureOf(completion, path) },
      });
  }
}

function workFact(completion: OfWork, attempt: number): FactBody {
  switch (completion.kind) {
    case "returned":
      return { type: "work.returned", attempt, output: completion.value, about: completion.about };
    case "declined":
      return { type: "work.declined", attempt, reason: completion.reason };
    case "threw":
      return { type: "work.threw", attempt, thrown: completion.thrown };
    case "invalid":
      return { type: "work.invalid", attempt, where: completion.where, issues: completion.issues };
    case "progressed":
      return { type: "work.progressed", attempt, fraction: completion.fraction, partial: completion.partial };
    case "spent":
      return { type: "work.spent", attempt, usage: completion.usage };
  }
}

function failureOf(completion: Extract<OfWork, { kind: "threw" | "invalid" }>, path: string): Failure {
  if (completion.kind === "threw") return thrownFailure(completion.thrown, path);
  const { where, issues, previous } = completion;
  const message = `the ${where} does not fit: ${issues.map((issue) => `${wordPath(issue.path)}${issue.message}`).join("; ")}`;
  return {
    kind: where === "input" ? "permanent" : "invalid-output",
    path,
    message,
    code: where,
    issues,
    ...(where === "output" ? { previous } : {}),
  };
}

function wordPath(path: readonly PropertyKey[] | undefined): string {
  return path === undefined || path.length === 0 ? "" : `${path.map(String).join(".")}: `;
}

function thrownFailure(thrown: Thrown, path: string): Failure {
  const retryAfterMs = retryAfterOf(thrown);
  return {
    kind: classify(thrown),
    path,
    message: thrown.message,
    thrown: thrown.value ?? { name: thrown.name, message: thrown.message },
    ...(thrown.code === undefined ? {} : { code: thrown.code }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function haltIfSpent(core: Core, agent: AgentProcess): void {
  const spent = spentLedger(core.book, agent.ledgers);
  if (spent !== undefined) halt(core, spent);
}

function evaluated(core: Core, completion: Extract<Completion, { kind: "evaluated" | "notEvaluated" }>): void {
  const owner = core.owners.get(completion.id);
  if (owner === undefined || owner.kind === "agent")
    return deadLetter(core, pathOf(completion.id), `${completion.kind} from ${completion.id}`);
  forget(core, completion.id);
  const { path, cause } = owner.kind === "gate" ? owner.agent : owner;
  core.cause = cause;
  const call = owner.kind === "gate" ? owner.input.name : owner.spec.kind;
  if (completion.kind === "evaluated") {
    record(core, path, { type: "function.gave", call, value: completion.value });
    return owner.kind === "gate"
      ? toGate(core, owner, { value: completion.value })
      : send(core, { kind: "supervisor", to: owner, event: { type: "EVALUATED", value: completion.value } });
  }
  record(core, path, { type: "function.threw", call, thrown: completion.thrown });
  const message = `the function of ${call} threw: ${completion.thrown.message}`;
  const failure: Failure = { ...thrownFailure(completion.thrown, path), kind: "defect", message };
  return owner.kind === "gate"
    ? toGate(core, owner, { failure })
    : send(core, { kind: "supervisor", to: owner, event: { type: "NOT_EVALUATED", failure } });
}

function toGate(
  core: Core,
  gate: GateProcess,
  said: { readonly value: unknown } | { readonly failure: Failure },
): void {
  gate.effect = undefined;
  const event =
    "failure" in said
      ? ({ type: "NOT_EVALUATED", failure: said.failure } as const)
      : ({ type: "EVALUATED", value: said.value } as const);
  send(core, { kind: "gate", to: gate, event });
}

function answered(core: Core, completion: Extract<Completion, { kind: "answered" }>): void {
  const { question: id, reply, by, receipt = -1 } = completion;
  const asked = core.questions.get(id);
  const hear = core.receipts.get(receipt);
  if (asked === undefined || !core.outstanding.has(id)) {
    hear?.({ accepted: false, why: asked?.closed ?? "nobody asked" });
    return deadLetter(core, asked?.question.path ?? "", `an answer to ${id}`);
  }
  hear?.({ accepted: true });
  core.cause = core.live.get(asked.question.path)?.cause;
  record(core, asked.question.path, { type: "question.answered", question: id, reply, by });
  close(core, id, "answered");
  if ("gate" in asked.to) return send(core, { kind: "gate", to: asked.to.gate, event: { type: "ANSWERED", reply } });
  const { supervisor, slot } = asked.to;
  const failure = supervisor.children.get(slot)?.failure ?? {
    kind: "escalated",
    path: asked.question.path,
    message: "escalated",
  };
  const verdict = reply.verdict === "retry" || reply.verdict === "skip" ? reply.verdict : "reject";
  const value = reply.verdict === "skip" ? { value: reply.value } : {};
  send(core, { kind: "supervisor", to: supervisor, event: { type: "DECIDED", slot, verdict, failure, ...value } });
}

/** The path in an effect's id, for a dead letter's address. */
function pathOf(id: string): string {
  return id.split(/[~#!?]/, 1)[0] ?? "";
}
