import type { AgentRequest } from "../../machines/agent-request.ts";
import type { GateRequest } from "../../machines/gate.machine.ts";
import { type GateInput, type GateVerdict, otherwiseWords } from "../../machines/gate-verdict.ts";
import type { GateSpec } from "../gates/gate.ts";
import type { AgentSpec } from "../plan/spec.ts";
import { type Core, declare, forget, record, send } from "./core.ts";
import type { AgentProcess, GateProcess } from "./process.ts";
import { ask, close } from "./questions.ts";
import { busy } from "./wall.ts";

type Open = Extract<AgentRequest, { ask: "openGate" }>;

/** Opens the gate at the agent's place: a machine of its own, so that a late verdict finds nobody. */
export function openGate(core: Core, agent: AgentProcess, open: Open): void {
  const { gate, place, about } = open;
  const spec = agent.spec.agent;
  if (spec === undefined) return;
  const input = gateInput(agent, spec, { ...open, isUnattended: core.isUnattended });
  const id = `${agent.id}!${gate}`;
  const actor = core.driver.gate(id, input);
  const process: GateProcess = {
    kind: "gate",
    id,
    agent,
    gate,
    actor,
    input,
    place: askedAt(place),
    about: about ?? {},
    effect: undefined,
    question: undefined,
    timer: undefined,
  };
  agent.gate = process;
  if (place.when === "person") agent.unattended = [];
  if (place.when === "before" && place.index === 0) agent.unattendedBefore = [];
  agent.disposition = `gate ${input.name}`;
  const when = place.when === "fit" ? "before" : place.when;
  agent.cause = record(core, agent.path, { type: "gate.opened", gate: input.name, kind: input.kind, when });
  send(core, { kind: "gate", to: process, event: { type: "OPEN" } });
}

function askedAt({ when, index }: Open["place"]): GateProcess["place"] {
  if (when === "person") return undefined;
  return when === "fit" ? "input" : { gates: when, index };
}

type Opened = Pick<Open, "place" | "value" | "input"> & { readonly isUnattended: boolean };

function gateInput(agent: AgentProcess, spec: AgentSpec, { place, value, input, isUnattended }: Opened): GateInput {
  const isBefore = place.when === "before" || place.when === "fit";
  const base = { path: agent.path, isBefore, isUnattended, value };
  if (place.when === "fit")
    return { ...base, kind: "fit", name: "input", hasWhen: false, deadlineMs: 0, otherwise: { does: "reject" } };
  if (place.when === "person") {
    const { deadlineMs = 0, otherwise = { does: "reject" } as const, asks } = spec.person ?? {};
    return { ...base, kind: "person", name: agent.spec.name, hasWhen: false, deadlineMs, otherwise, ...inWords(asks) };
  }
  const gate: GateSpec | undefined = (place.when === "before" ? spec.gatesBefore : spec.gatesAfter)[place.index];
  const { kind = "check", name = "", deadlineMs = 0, otherwise = "reject" } = gate ?? {};
  const madeOf = kind === "approval" && place.when === "after" ? { input } : {};
  const said = { ...inWords(gate?.asks), ...madeOf };
  return {
    ...base,
    kind,
    name,
    hasWhen: gate?.test !== undefined,
    deadlineMs,
    otherwise: { does: otherwise },
    ...said,
  };
}

function inWords(asks: string | undefined): Pick<GateInput, "asks"> {
  return asks === undefined ? {} : { asks };
}

/** Performs what a gate's machine asks for. */
export function performGate(core: Core, gate: GateProcess, request: GateRequest): void {
  switch (request.ask) {
    case "evaluate":
      return evaluate(core, gate);
    case "question":
      return askPerson(core, gate);
    case "tellVerdict":
      return decided(core, gate, request.verdict);
  }
}

function evaluate(core: Core, gate: GateProcess): void {
  if (gate.place === undefined) return;
  const { path, site } = gate.agent;
  gate.effect = gate.id;
  declare(
    core,
    { kind: "evaluate", id: gate.id, site, path, of: gate.place, args: [gate.input.value, gate.about] },
    gate,
  );
  if (gate.place === "input") timeSchema(core, gate);
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
  busy(core, agent.ledgers, 1);
  gate.timer = core.timers.set({ name: "timeout", path: agent.path, at: core.now + timeoutMs, fire });
}

function askPerson(core: Core, gate: GateProcess): void {
  const { agent, input } = gate;
  gate.question = gate.id;
  agent.disposition = `waiting for a person: ${input.name}`;
  const question = {
    id: gate.id,
    path: agent.path,
    kind: input.kind === "person" ? ("human" as const) : ("approval" as const),
    name: input.name,
    ...inWords(input.asks),
    isOfInput: input.isBefore,
    shown: input.value,
    ...("input" in input ? { input: input.input } : {}),
    otherwise: otherwiseWords(input),
  };
  const atDeadline = () => send(core, { kind: "gate", to: gate, event: { type: "DEADLINE" } });
  ask(core, { question, deadlineMs: input.deadlineMs, site: agent.site, to: { gate }, atDeadline });
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
    : ({ type: "GATE_FAILED", gate: gate.gate, failure: verdict.failure } as const);
  send(core, { kind: "agent", to: agent, event: answer });
}

/** Takes an open gate back: its question is withdrawn, and nobody waits for its function. */
export function withdrawGate(core: Core, agent: AgentProcess): void {
  close(core, agent.gate?.question, "withdrawn");
  closeGate(core, agent);
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
