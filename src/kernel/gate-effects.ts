import type { AgentRequest } from "../../machines/agent-request.ts";
import type { GateRequest } from "../../machines/gate.machine.ts";
import { type GateVerdict, otherwiseWords, type Signature } from "../../machines/gate-verdict.ts";
import type { Approval } from "../model/question.ts";
import { consult, stopConsulting } from "./consulting.ts";
import { type Core, declare, forget, record, send } from "./core.ts";
import { askedAt, gateAt, gateInput, inWords } from "./gate-input.ts";
import type { AgentProcess, GateProcess } from "./process.ts";
import { ask, close } from "./questions.ts";
import { sourcesFor } from "./sources.ts";
import { busy } from "./wall.ts";

type Ask<N extends AgentRequest["ask"]> = Extract<AgentRequest, { ask: N }>;

/** Opens the gate at the agent's place: a machine of its own, so that a late verdict finds nobody. */
export function openGate(core: Core, agent: AgentProcess, open: Ask<"openGate">): void {
  const { gate, place, about } = open;
  const sources = place.when === "asking" ? sourcesFor(agent) : [];
  const input = gateInput(core, agent, { ...open, sources });
  const id = `${agent.id}!${gate}`;
  const process: GateProcess = {
    kind: "gate",
    id,
    agent,
    gate,
    actor: core.driver.gate(id, input),
    input,
    place: askedAt(place),
    roles: gateAt(agent.spec.agent, place)?.roles,
    about,
    seen: open.input,
    sources,
    effect: undefined,
    question: undefined,
    questions: 0,
    deadline: undefined,
    consultation: undefined,
    source: 0,
    timer: undefined,
  };
  agent.gate = process;
  if (place.when === "person") agent.unattended = [];
  if (place.when === "before" && place.index === 0) agent.unattendedBefore = [];
  agent.disposition = place.when === "asking" ? "asking back" : `gate ${input.name}`;
  const when = place.when === "fit" ? "before" : place.when;
  agent.cause = record(core, agent.path, { type: "gate.opened", gate: input.name, kind: input.kind, when });
  send(core, { kind: "gate", to: process, event: { type: "OPEN" } });
}

/** Performs what a gate's machine asks for. */
export function performGate(core: Core, gate: GateProcess, request: GateRequest): void {
  switch (request.ask) {
    case "evaluate":
      return evaluate(core, gate, request.source);
    case "consult":
      return consult(core, gate, request.source);
    case "question":
      return askPerson(core, gate, request);
    case "tellVerdict":
      return decided(core, gate, request.verdict);
  }
}

function evaluate(core: Core, gate: GateProcess, source: number): void {
  const { agent, input, place, about } = gate;
  const { path } = agent;
  const asked = gate.sources[source];
  const id = source === 0 ? gate.id : `${gate.id}&${source}`;
  const to = asked === undefined ? agent.site : asked.site;
  const of = asked === undefined ? place : { answers: asked.index };
  if (of === undefined) return;
  gate.effect = id;
  const args = asked === undefined ? [input.value, about ?? {}] : [input.value, { path, input: gate.seen }];
  declare(core, { kind: "evaluate", id, site: to, path, of, args }, gate);
  if (place !== "input") return;
  busy(core, agent.ledgers, 1);
  timeSchema(core, gate);
}

/** A schema may answer later, and is work as long as it takes: it has the time of an attempt, and the wall clock runs. */
function timeSchema(core: Core, gate: GateProcess): void {
  const { agent } = gate;
  const timeoutMs = agent.spec.agent?.timeoutMs ?? Number.POSITIVE_INFINITY;
  const fire = () => {
    const message = `the schema of the input took longer than ${timeoutMs} ms`;
    const failure = { kind: "timeout", path: agent.path, message } as const;
    send(core, { kind: "gate", to: gate, event: { type: "NOT_EVALUATED", failure } });
  };
  gate.timer = core.timers.set({ name: "timeout", path: agent.path, at: core.now + timeoutMs, fire });
}

/** A schema that is asked again in another process has its whole time again. */
export function timeSchemaAnew(core: Core, gate: GateProcess): void {
  if (gate.timer === undefined || gate.timer.isCancelled) return;
  core.timers.cancel(gate.timer);
  timeSchema(core, gate);
}

type Asking = Extract<GateRequest, { ask: "question" }>;

/** Asks a person; where several must approve, each in turn, all until the deadline of the first asking. */
function askPerson(core: Core, gate: GateProcess, { value, approvals, because }: Asking): void {
  const { agent, input, roles } = gate;
  gate.questions += 1;
  gate.deadline ??= core.now + input.deadlineMs;
  const id = gate.questions === 1 ? gate.id : `${gate.id}.${gate.questions}`;
  gate.question = id;
  agent.disposition = `waiting for a person: ${input.name}`;
  const question = {
    id,
    path: agent.path,
    kind: input.kind === "person" ? ("human" as const) : ("approval" as const),
    name: input.name,
    ...inWords(input.asks),
    ...(because === undefined ? {} : { because }),
    isOfInput: input.isBefore,
    shown: value,
    ...("input" in input ? { input: input.input } : {}),
    ...(input.quorum === undefined ? {} : { quorum: input.quorum, approvals: approvals.map(approvalOf) }),
    ...(roles === undefined ? {} : { roles }),
    ...(input.revises === true ? { onReject: "revise" as const } : {}),
    otherwise: otherwiseWords(input),
  };
  const atDeadline = () => send(core, { kind: "gate", to: gate, event: { type: "DEADLINE" } });
  ask(core, { question, deadlineMs: gate.deadline - core.now, site: agent.site, to: { gate }, atDeadline });
}

function approvalOf({ by = "", role }: Signature): Approval {
  return { by, ...(role === undefined ? {} : { role }) };
}

function decided(core: Core, gate: GateProcess, verdict: GateVerdict): void {
  const { agent, input } = gate;
  const unattended = verdict.pass ? verdict.unattended : undefined;
  const why = verdict.pass ? unattended?.message : verdict.failure.message;
  record(core, agent.path, {
    type: "gate.decided",
    gate: input.name,
    isPass: verdict.pass,
    isUnattended: unattended !== undefined,
    why,
  });
  if (unattended !== undefined) {
    if (input.isBefore) agent.unattendedBefore = [...agent.unattendedBefore, unattended];
    else agent.unattended = [...agent.unattended, unattended];
  }
  closeGate(core, agent);
  const answer = verdict.pass
    ? ({
        type: "GATE_PASSED",
        gate: gate.gate,
        ...(verdict.edited === undefined ? {} : { edited: verdict.edited }),
      } as const)
    : ({
        type: "GATE_FAILED",
        gate: gate.gate,
        failure: verdict.failure,
        ...(verdict.verdict === undefined ? {} : { verdict: verdict.verdict }),
      } as const);
  send(core, { kind: "agent", to: agent, event: answer });
}

/** Takes an open gate back: its question is withdrawn, nobody waits for its function, and a plan that decides is stopped. */
export function withdrawGate(core: Core, agent: AgentProcess, { how, failure, isAwaited }: Ask<"withdrawGate">): void {
  const gate = agent.gate ?? agent.closing;
  if (gate === undefined) return;
  const isConsulting = stopConsulting(core, gate, { how, failure });
  agent.closing = isConsulting ? gate : undefined;
  if (agent.gate === undefined) return;
  close(core, gate.question, "withdrawn");
  closeGate(core, agent);
  if (isAwaited && !isConsulting)
    send(core, { kind: "agent", to: agent, event: { type: "GATE_CLOSED", gate: gate.gate } });
}

function closeGate(core: Core, agent: AgentProcess): void {
  const { gate } = agent;
  if (gate === undefined) return;
  if (gate.effect !== undefined) forget(core, gate.effect);
  if (gate.timer !== undefined) {
    core.timers.cancel(gate.timer);
    busy(core, agent.ledgers, -1);
  }
  gate.actor.stop();
  agent.gate = undefined;
}
