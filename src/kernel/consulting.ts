import type { StopHow } from "../../machines/events.ts";
import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import type { ChildInfo } from "../../machines/supervision/group.ts";
import { under } from "../../supervisors/policy.ts";
import type { Failure } from "../model/failure.ts";
import { atRest } from "../patterns/catalogue.ts";
import type { Spec } from "../plan/spec.ts";
import { type Core, send, sendNode } from "./core.ts";
import { type AgentProcess, type GateProcess, SupervisorProcess, UNASKED } from "./process.ts";

/**
 * Runs a plan for a gate: a judge, or whoever answers what work asks back. It is a node below the agent, under the
 * policies that see the agent and on its ledgers, with a supervisor of its own that is no node.
 */
export function consult(core: Core, gate: GateProcess, source: number): void {
  const { agent } = gate;
  const info = planFor(core, gate, source);
  if (info === undefined) return;
  gate.source = source;
  const name = nextName(agent, info.name);
  const course = atRest(gate.input.kind === "asking" ? "consult" : "run", { names: [name] });
  const lineage = under(agent.path, agent.spec.policy?.table, agent.lineage);
  const id = `${gate.id}&${source}`;
  const actor = core.driver.supervisor(id, {
    path: agent.path,
    children: [{ ...info, name }],
    lineage,
    course,
    isRoot: false,
    asksPerson: false,
  });
  const spec: Spec = { kind: course.kind, name: "", children: [], course };
  const request = { ...UNASKED, path: agent.path, place: agent.path, lineage };
  const placement = { id, incarnation: 0, parent: undefined, request, spec, owners: agent.ledgers };
  const group = new SupervisorProcess(placement, actor, gate);
  gate.consultation = group;
  send(core, { kind: "supervisor", to: group, event: { type: "START", input: shownTo(gate), attempt: 1 } });
}

/** Lets the plan that decides at a gate come to the end of what is under way in it. */
export function drainConsulting(core: Core, { gate }: AgentProcess): void {
  const group = gate?.consultation;
  if (group !== undefined) sendNode(core, group, { type: "STOP", how: "drain", why: "not-needed" });
}

/** A judge has its own place among the agent's parts; who answers belongs to the plan that declares it. */
function planFor(core: Core, { agent, input, place, sources }: GateProcess, source: number): ChildInfo | undefined {
  if (input.kind === "asking") {
    const found = sources[source];
    return found === undefined ? undefined : core.layout.answerersOf(found.site)[found.index];
  }
  if (typeof place !== "object" || !("gates" in place)) return undefined;
  const { gatesBefore = [], gatesAfter = [] } = agent.spec.agent ?? {};
  const earlier =
    place.gates === "before"
      ? gatesBefore.slice(0, place.index)
      : [...gatesBefore, ...gatesAfter.slice(0, place.index)];
  return core.layout.childrenOf(agent.site)[earlier.filter(({ kind }) => kind === "judge").length];
}

/** The activations of one plan below one agent are numbered; the first has no number. */
function nextName(agent: AgentProcess, name: string): string {
  agent.consultations ??= new Map();
  const before = agent.consultations.get(name) ?? 0;
  agent.consultations.set(name, before + 1);
  return before === 0 ? name : `${name}[${before}]`;
}

/** What a judge is shown, or whoever is to answer. */
function shownTo({ agent, input, seen, about }: GateProcess): unknown {
  if (input.kind === "asking") return Object.freeze({ question: input.value, path: agent.path, input: seen });
  const reasoning = about?.reasoning === undefined ? {} : { reasoning: about.reasoning };
  return Object.freeze({ input: seen, output: input.value, ...reasoning });
}

type LastWord = Extract<SupervisorRequest, { ask: "tellDone" | "tellFailed" | "tellStopped" }>;

/** The plan is over: its gate hears what came of it; where the gate was taken back, the agent hears that all is over. */
export function consulted(core: Core, gate: GateProcess, word: LastWord): void {
  const { agent, consultation } = gate;
  consultation?.actor.stop();
  gate.consultation = undefined;
  if (agent.gate !== gate) {
    agent.closing = undefined;
    const event = { type: "GATE_CLOSED", gate: gate.gate } as const;
    return send(core, { kind: "agent", to: agent, event });
  }
  switch (word.ask) {
    case "tellDone":
      return send(core, { kind: "gate", to: gate, event: { type: "CONSULTED", output: word.output } });
    case "tellFailed": {
      const { failure, verdict } = word;
      const said = verdict === undefined ? {} : { verdict };
      return send(core, { kind: "gate", to: gate, event: { type: "NOT_CONSULTED", failure, ...said } });
    }
    case "tellStopped": {
      const failure = { kind: "cancelled", path: agent.path, message: word.why } as const;
      return send(core, { kind: "gate", to: gate, event: { type: "NOT_CONSULTED", failure } });
    }
  }
}

/** Stops the plan that decides at a gate; the agent waits until it is over. Whether there was one. */
export function stopConsulting(core: Core, gate: GateProcess, stop: Stop): boolean {
  const group = gate.consultation;
  if (group === undefined) return false;
  const { how, failure } = stop;
  if (failure === undefined) sendNode(core, group, { type: "STOP", how, why: "not-needed" });
  else sendNode(core, group, { type: "HALT", failure });
  return true;
}

interface Stop {
  readonly how: StopHow;
  /** Set where money, tokens or time are spent. */
  readonly failure: Failure | undefined;
}
