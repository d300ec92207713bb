import { TIMEOUT_MS } from "../../supervisors/defaults.ts";
import type { Chain, Directive } from "../../supervisors/policy.ts";
import { LEDGERS } from "../model/usage.ts";
import type { AgentDescription, GateDescription, PlanNode } from "./describe.ts";

/** What a drawing says of a node, line by line: what it is, its options, its gates, its budget, its policy. Plain text. */
export function labelOf(node: PlanNode): readonly string[] {
  return [title(node), ...optionLines(node), ...gateLines(node.agent), ...budgetLines(node), ...policyLines(node)];
}

function title({ kind, name }: PlanNode): string {
  return kind === "agent" || kind === "pass" ? name : `${kind} ${name}`;
}

function optionLines({ kind, agent, concurrency, maxItems, reroutes }: PlanNode): readonly string[] {
  if (agent?.person !== undefined) {
    const { deadlineMs, otherwise } = agent.person;
    return [`${timeWords(deadlineMs)}, then ${otherwise.does === "reject" ? "fail" : jsonWords(otherwise.value)}`];
  }
  if (agent?.timeoutMs !== undefined)
    return agent.timeoutMs === TIMEOUT_MS ? [] : [`at most ${timeWords(agent.timeoutMs)}`];
  if (kind === "map")
    return [
      `${concurrency} at a time, ${maxItems === undefined ? "any number of items" : `at most ${maxItems} items`}`,
    ];
  return kind === "route" ? [`reroutes ${reroutes}`] : [];
}

function gateLines(agent: AgentDescription | undefined): readonly string[] {
  if (agent === undefined) return [];
  return [
    ...agent.gatesBefore.map((gate) => `before: ${gateWords(gate)}`),
    ...agent.gatesAfter.map((gate) => `after: ${gateWords(gate)}`),
  ];
}

function gateWords({ kind, name, isConditional, deadlineMs, otherwise }: GateDescription): string {
  if (deadlineMs === undefined) return `${kind} ${name}`;
  return `${kind} ${name}${isConditional === true ? " if needed" : ""}, ${timeWords(deadlineMs)}, then ${otherwise}`;
}

function budgetLines({ budget }: PlanNode): readonly string[] {
  if (budget === undefined) return [];
  const bounds = LEDGERS.flatMap((ledger) => (budget[ledger] === undefined ? [] : [`${ledger} ${budget[ledger]}`]));
  return [`budget: ${bounds.join(", ")}`];
}

function policyLines({ policy = {} }: PlanNode): readonly string[] {
  return Object.entries(policy).map(([kind, chain]) => `${kind === "*" ? "any failure" : kind}: ${chainWords(chain)}`);
}

function chainWords(chain: Chain): string {
  return chain.length === 0 ? "escalate" : chain.map(directiveWords).join(", then ");
}

function directiveWords(directive: Directive): string {
  switch (directive.does) {
    case "retry":
      if (directive.from !== undefined) return `back to ${directive.from}, restarts ${directive.restarts}`;
      return `retry, attempts ${directive.attempts}${directive.scope === "one" ? "" : `, scope ${directive.scope}, restarts ${directive.restarts}`}`;
    case "revise":
      return `revise, rounds ${directive.rounds}`;
    case "skip":
      return `skip ${jsonWords(directive.value)}`;
    case "fallback":
      return `fallback ${directive.name}`;
    case "escalate":
      return "escalate";
  }
}

const JSON_MAX = 40;

function jsonWords(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.length <= JSON_MAX ? text : `${text.slice(0, JSON_MAX - 1)}…`;
}

const UNITS = [
  { ms: 86_400_000, unit: "d" },
  { ms: 3_600_000, unit: "h" },
  { ms: 60_000, unit: "min" },
  { ms: 1_000, unit: "s" },
] as const;

/** The largest unit that leaves a whole number; else milliseconds. */
function timeWords(ms: number): string {
  const fit = UNITS.find((unit) => ms % unit.ms === 0);
  return fit === undefined ? `${ms} ms` : `${ms / fit.ms} ${fit.unit}`;
}
