import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import { type Core, declare, forget, record, send, sendNode } from "./core.ts";
import { consulted } from "./consulting.ts";
import { functionWords } from "./function-words.ts";
import { bury, end, endWords, keep, saidOf, voidBelow } from "./life.ts";
import { endRun } from "./ending.ts";
import type { SupervisorProcess } from "./process.ts";
import { ask, close } from "./questions.ts";
import { busy } from "./wall.ts";

/** Performs what a supervisor's machine asks for. */
export function performGroup(core: Core, group: SupervisorProcess, request: SupervisorRequest): void {
  switch (request.ask) {
    case "start":
      group.starting.set(request.slot, request.life);
      return send(core, { kind: "spawn", to: group, request });
    case "retry":
    case "skip":
    case "stop":
    case "conclude":
      return instruct(core, group, request);
    case "wait":
      return wait(core, group, request);
    case "unwait":
      return unwait(core, group, request.slot);
    case "evaluate": {
      const id = `${group.id}?${request.call}${request.key === 0 ? "" : `:${request.key}`}`;
      group.effects.set(id, { key: request.key, words: functionWords(request, group.spec.course) });
      return declare(
        core,
        { kind: "evaluate", id, site: group.site, path: group.path, of: "plan", args: request.args },
        group,
      );
    }
    case "void":
      return voidBelow(core, request.path);
    case "note":
    case "noteEscalation":
    case "noteRestart":
      return note(core, group, request);
    case "question":
      return askEscalation(core, group, request);
    case "tellDone":
    case "tellFailed":
    case "tellStopped":
      return over(core, group, request);
  }
}

type Ask<N extends SupervisorRequest["ask"]> = Extract<SupervisorRequest, { ask: N }>;

/** Says something to whoever is at work in a slot. */
function instruct(core: Core, group: SupervisorProcess, request: Ask<"retry" | "skip" | "stop" | "conclude">): void {
  if (request.ask === "stop" && group.starting.has(request.slot)) return takeBack(core, group, request);
  const child = group.children.get(request.slot);
  if (child === undefined) return;
  switch (request.ask) {
    case "retry": {
      const feedback = request.feedback === undefined ? {} : { feedback: request.feedback };
      if (child.kind === "agent")
        send(core, { kind: "agent", to: child, event: { type: "RETRY", attempt: request.attempt, ...feedback } });
      return;
    }
    case "skip":
      child.skippedFor = request.path;
      return sendNode(core, child, { type: "SKIP", value: request.value, failure: request.failure });
    case "stop":
      child.isToStop = true;
      return sendNode(core, child, { type: "STOP", how: request.how, why: request.why });
    case "conclude":
      return bury(core, child, request.disposition);
  }
}

/** A start that is still in the queue is taken back: what never began is stopped at once, and a former life ends here. */
function takeBack(core: Core, group: SupervisorProcess, { slot, why }: Ask<"stop">): void {
  const life = group.starting.get(slot);
  if (life === undefined) return;
  group.starting.delete(slot);
  bury(core, group.children.get(slot), why);
  send(core, { kind: "supervisor", to: group, event: { type: "CHILD_STOPPED", slot, life } });
}

function wait(core: Core, group: SupervisorProcess, { slot, life, until }: Ask<"wait">): void {
  const child = group.children.get(slot);
  const owners = child?.ledgers ?? group.ledgers;
  busy(core, owners, 1);
  const fire = () => {
    group.waits.delete(slot);
    busy(core, owners, -1);
    send(core, { kind: "supervisor", to: group, event: { type: "WAITED", slot, life } });
  };
  group.waits.set(slot, core.timers.set({ name: "backoff", path: child?.path ?? group.path, at: until, fire }));
}

/** A pending retry is cancelled, and a person asked about it is asked no longer. */
function unwait(core: Core, group: SupervisorProcess, slot: number): void {
  const timer = group.waits.get(slot);
  if (timer !== undefined) {
    core.timers.cancel(timer);
    group.waits.delete(slot);
    busy(core, group.children.get(slot)?.ledgers ?? group.ledgers, -1);
  }
  close(core, group.question, "withdrawn");
}

function note(core: Core, group: SupervisorProcess, request: Ask<"note" | "noteEscalation" | "noteRestart">): void {
  if (request.ask === "noteRestart") {
    record(core, group.path, { type: "group.restarted", members: request.members, restarts: request.restarts });
    return;
  }
  if (request.ask === "noteEscalation") {
    const child = core.live.get(request.from);
    if (child !== undefined) child.failure = request.failure;
    record(core, request.from, { type: "node.escalated", to: request.to, failure: request.failure });
    return;
  }
  const { decision, attempts, rounds, restarts, failure } = request;
  const { directive, rule, delayMs, refused } = decision;
  const node = core.live.get(request.path);
  if (node !== undefined && directive.does === "retry" && delayMs > 0)
    node.disposition = `retrying at ${core.now + delayMs}`;
  const decided = record(core, request.path, {
    type: "supervisor.decided",
    kind: failure.kind,
    directive: directive.does,
    rule,
    delayMs,
    refused,
    attempts,
    rounds,
    restarts,
  });
  if (node !== undefined) node.cause = decided;
}

/** At the root there is nobody above but a person, who is asked once. */
function askEscalation(core: Core, group: SupervisorProcess, { slot, path, failure }: Ask<"question">): void {
  const id = `${path}?escalation`;
  group.question = id;
  const child = group.children.get(slot);
  if (child?.path === path) child.disposition = "waiting for a person: escalation";
  const question = {
    id,
    path,
    kind: "escalation",
    name: path,
    isOfInput: false,
    shown: failure,
    otherwise: "reject",
  } as const;
  const atDeadline = () => send(core, { kind: "supervisor", to: group, event: { type: "DEADLINE", slot } });
  ask(core, {
    question,
    deadlineMs: core.escalationMs ?? 0,
    site: child?.site ?? group.site,
    to: { supervisor: group, slot },
    atDeadline,
  });
}

/** The group is over: its supervisor hears of it, and of the run everybody. */
function over(core: Core, group: SupervisorProcess, request: Ask<"tellDone" | "tellFailed" | "tellStopped">): void {
  for (const id of group.effects.keys()) forget(core, id);
  if (group.consultedBy !== undefined) return consulted(core, group.consultedBy, request);
  if (group.parent === undefined) return endRun(core, group, request);
  const { parent: to, slot, life, path } = group;
  switch (request.ask) {
    case "tellDone": {
      const { output, about, skipped, lacking } = request;
      keep(core, group, { output, about, skipped, lacking });
      end(core, group, { ...endWords({ skipped, lacking }), output });
      const event = { type: "CHILD_DONE", slot, life, output, ...saidOf(about, skipped) } as const;
      return send(core, { kind: "supervisor", to, event });
    }
    case "tellFailed": {
      const { failure, verdict } = request;
      group.failure = failure;
      group.disposition = "deciding";
      const isOwn = verdict === undefined || verdict.does === "spent";
      if (isOwn)
        record(core, path, { type: "node.failed", attempt: group.incarnation + 1, failure, isAbandoned: false });
      else record(core, path, { type: "supervisor.turned", to: "failed" });
      const event = {
        type: "CHILD_FAILED",
        slot,
        life,
        failure,
        ...(verdict === undefined ? {} : { verdict }),
      } as const;
      return send(core, { kind: "failure", to, event, from: group });
    }
    case "tellStopped":
      end(core, group, { how: "stopped", disposition: request.why });
      return send(core, { kind: "supervisor", to, event: { type: "CHILD_STOPPED", slot, life } });
  }
}
