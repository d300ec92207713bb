import type { Completion } from "../model/effect.ts";
import type { Failure } from "../model/failure.ts";
import type { FactBody } from "../model/fact.ts";
import type { Thrown } from "../model/thrown.ts";
import { type Core, deadLetter, forget, record, send } from "./core.ts";
import { charge, chargeLate } from "./charging.ts";
import { gateWords } from "./function-words.ts";
import type { GateProcess, SupervisorProcess } from "./process.ts";
import { timeAnew, workOver } from "./agent-effects.ts";
import { close } from "./questions.ts";
import { addressOf } from "./arrival-address.ts";
import { resumed } from "./resuming.ts";
import { passOver } from "./wall.ts";
import { failureOf, thrownFailure } from "./work-failure.ts";

/** Takes what the world said: time moves on to it, it is written down, and whoever waits for it gets an event. */
export function arrive(core: Core, completion: Completion, run: SupervisorProcess): void {
  if (completion.kind === "resumed") passOver(core, completion.at);
  core.now = Math.max(core.now, completion.at);
  core.cause = undefined;
  core.arriving = addressOf(completion);
  take(core, completion, run);
  core.arriving = undefined;
}

function take(core: Core, completion: Completion, run: SupervisorProcess): void {
  switch (completion.kind) {
    case "woke":
      return fireTimers(core);
    case "cancelled": {
      const { reason, by, post } = completion;
      record(core, "", { type: "run.cancelled", reason, by, ...(post === undefined ? {} : { post }) });
      core.cancelled ??= { reason, by };
      return send(core, { kind: "supervisor", to: run, event: { type: "STOP", how: "abort", why: "cancelled" } });
    }
    case "answered":
      return answered(core, completion);
    case "resumed":
      return resumed(core, completion.lost);
    case "left":
      return void record(core, "", { type: "run.left" });
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

type OfWork = Exclude<
  Completion,
  { kind: "woke" | "cancelled" | "answered" | "evaluated" | "notEvaluated" | "resumed" | "left" }
>;

function ofWork(core: Core, completion: OfWork): void {
  const agent = core.owners.get(completion.id);
  if (agent?.kind === "gate" && (completion.kind === "threw" || completion.kind === "invalid"))
    return misfit(core, agent, completion);
  if (agent?.kind !== "agent" && completion.kind === "spent") return spentLate(core, completion);
  if (agent?.kind !== "agent")
    return deadLetter(core, pathOf(completion.id), `${completion.kind} from ${completion.id}`);
  const { attempt, path } = agent;
  core.cause = agent.cause;
  record(core, path, workFact(completion, attempt));
  switch (completion.kind) {
    case "began":
      return timeAnew(core, agent, core.now);
    case "progressed":
      return;
    case "spent":
      return charge(core, agent, completion.usage);
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
    case "handed": {
      workOver(core, agent);
      const { to, context } = completion;
      return send(core, { kind: "agent", to: agent, event: { type: "WORK_HANDED", attempt, to, context } });
    }
    case "asked": {
      workOver(core, agent);
      const { question } = completion;
      return send(core, { kind: "agent", to: agent, event: { type: "WORK_ASKED", attempt, question } });
    }
    case "threw":
    case "invalid":
      workOver(core, agent);
      return send(core, {
        kind: "agent",
        to: agent,
        event: { type: "WORK_FAILED", attempt, failure: failureOf(completion, { path, at: core.now }) },
      });
  }
}

function workFact(completion: OfWork, attempt: number): FactBody {
  switch (completion.kind) {
    case "returned":
      return { type: "work.returned", attempt, output: completion.value, about: completion.about };
    case "declined":
      return { type: "work.declined", attempt, reason: completion.reason };
    case "handed":
      return { type: "work.handed", attempt, to: completion.to, context: completion.context };
    case "asked":
      return { type: "work.asked", attempt, question: completion.question };
    case "threw":
      return { type: "work.threw", attempt, thrown: completion.thrown };
    case "invalid":
      return {
        type: "work.invalid",
        attempt,
        where: completion.where,
        issues: completion.issues,
        previous: completion.previous,
      };
    case "began":
      return { type: "work.began", attempt };
    case "progressed":
      return { type: "work.progressed", attempt, fraction: completion.fraction, partial: completion.partial };
    case "spent":
      return { type: "work.spent", attempt, usage: completion.usage };
  }
}

/** Money is gone whoever hears of it: what work reports after its end is written down with its attempt, and charged. */
function spentLate(core: Core, { id, usage }: Extract<OfWork, { kind: "spent" }>): void {
  const path = pathOf(id);
  record(core, path, { type: "work.spent", attempt: Number(id.slice(id.lastIndexOf("#") + 1)), usage });
  chargeLate(core, path, usage);
}

/** What an input schema has against an input is the failure that it would be in the work. */
function misfit(core: Core, gate: GateProcess, completion: Extract<OfWork, { kind: "threw" | "invalid" }>): void {
  forget(core, completion.id);
  const { path, cause } = gate.agent;
  const call = gate.input.name;
  core.cause = cause;
  if (completion.kind === "threw") record(core, path, { type: "function.threw", call, thrown: completion.thrown });
  else record(core, path, { type: "function.gave", call, value: completion.issues });
  toGate(core, gate, { failure: failureOf(completion, { path, at: core.now }) });
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
    return owner.kind === "gate" ? toGate(core, owner, { value: completion.value }) : toGroup(core, owner, completion);
  }
  record(core, path, { type: "function.threw", call, thrown: completion.thrown });
  const words = owner.kind === "gate" ? gateWords(owner.input) : (owner.effects.get(completion.id)?.words ?? call);
  const message = `${words} threw: ${completion.thrown.message}`;
  const thrown: Thrown = { ...completion.thrown, declared: "defect" };
  const failure: Failure = { ...thrownFailure(thrown, { path, at: core.now }), message };
  return owner.kind === "gate"
    ? toGate(core, owner, { failure })
    : toGroup(core, owner, { id: completion.id, failure });
}

type Said = { readonly value: unknown } | { readonly failure: Failure };

function toGroup(core: Core, group: SupervisorProcess, said: Said & { readonly id: string }): void {
  const key = group.effects.get(said.id)?.key ?? 0;
  group.effects.delete(said.id);
  const event =
    "failure" in said
      ? ({ type: "NOT_EVALUATED", key, failure: said.failure } as const)
      : ({ type: "EVALUATED", key, value: said.value } as const);
  send(core, { kind: "supervisor", to: group, event });
}

function toGate(core: Core, gate: GateProcess, said: Said): void {
  gate.effect = undefined;
  const event =
    "failure" in said
      ? ({ type: "NOT_EVALUATED", failure: said.failure } as const)
      : ({ type: "EVALUATED", value: said.value } as const);
  send(core, { kind: "gate", to: gate, event });
}

function answered(core: Core, completion: Extract<Completion, { kind: "answered" }>): void {
  const { question: id, reply, by, role, receipt, post } = completion;
  const asked = core.questions.get(id);
  if (asked === undefined || !core.outstanding.has(id)) {
    core.receipts.settle(receipt, { accepted: false, why: asked?.closed ?? "nobody asked" });
    return deadLetter(core, asked?.question.path ?? "", `an answer to ${id}`);
  }
  core.receipts.accept(receipt);
  core.cause = core.live.get(asked.question.path)?.cause;
  record(core, asked.question.path, {
    type: "question.answered",
    question: id,
    reply,
    by,
    role,
    ...(post === undefined ? {} : { post }),
  });
  close(core, id, "answered");
  if ("gate" in asked.to)
    return send(core, { kind: "gate", to: asked.to.gate, event: { type: "ANSWERED", reply, by, role } });
  const { supervisor, slot } = asked.to;
  send(core, { kind: "supervisor", to: supervisor, event: { type: "ANSWERED", slot, reply } });
}

/** The path in an effect's id, for a dead letter's address. */
function pathOf(id: string): string {
  return id.split(/[~#!?]/, 1)[0] ?? "";
}
