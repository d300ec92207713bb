import type { AgentRequest } from "../../machines/agent-request.ts";
import type { GateRequest } from "../../machines/gate.machine.ts";
import { type GateInput, type GateVerdict, otherwiseWords } from "../../machines/gate-verdict.ts";
import type { GateSpec } from "../gates/gate.ts";
import type { AgentSpec } from "../plan/spec.ts";
import { type Core, declare, forget, record, send } from "./core.ts";
import type { AgentProcess, GateProcess } from "./process.ts";
import { ask, close } from "./questions.ts";

type Open = Extract<AgentRequest, { ask: "openGate" }>;

/** Opens the gate at the agent's place: a machine of its own, so that a late verdict finds nobody. */
export function openGate(core: Core, agent: AgentProcess, { gate, place, value, about }: Open): void {
  const spec = agent.spec.agent;
  if (spec === undefined) return;
  const input = gateInput(agent, spec, { place, value, isUnattended: core.isUnattended });
  const id = `${agent.id}!${gate}`;
  const site = place.when === "person" ? undefined : ({ gates: place.when, index: place.index } as const);
  const actor = core.driver.gate(id, input);
  const process: GateProcess = {
    kind: "gate",
    id,
    agent,
    gate,
    actor,
    input,
    place: site,
    about: about ?? {},
    effect: undefined,
    question: undefined,
  };
  agent.gate = process;
  if (place.when === "person") agent.unattended = [];
  if (place.when === "before" && place.index === 0) agent.unattendedBefore = [];
  agent.disposition = `gate ${input.name}`;
  agent.cause = record(core, agent.path, { type: "gate.opened", gate: input.name, kind: input.kind, when: place.when });
  send(core, { kind: "gate", to: process, event: { type: "OPEN" } });
}

type Opened = Pick<Open, "place" | "value"> & { readonly isUnattended: boolean };

function gateInput(agent: AgentProcess, spec: AgentSpec, { place, value, isUnattended }: Opened): GateInput {
  const base = { path: agent.path, isBefore: place.when === "before", isUnattended, value };
  if (place.when === "person") {
    const { deadlineMs = 0, otherwise = { does: "reject" } as const } = spec.person ?? {};
    return { ...base, kind: "person", name: agent.spec.name, hasWhen: false, deadlineMs, otherwise };
  }
  const gate: GateSpec | undefined = (place.when === "before" ? spec.gatesBefore : spec.gatesAfter)[place.index];
  const { kind = "check", name = "", deadlineMs = 0, otherwise = "reject" } = gate ?? {};
  return { ...base, kind, name, hasWhen: gate?.test !== undefined, deadlineMs, otherwise: { does: otherwise } };
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
    isOfInput: input.isBefore,
    shown: input.value,
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
  gate.actor.stop();
  agent.gate = undefined;
}
