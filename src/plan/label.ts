import { TIMEOUT_MS } from "../../supervisors/defaults.ts";
import type { Chain, Directive } from "../../supervisors/policy.ts";
import { LEDGERS } from "../model/usage.ts";
import type { PlanNode } from "./describe.ts";
import type { AgentDescription, GateDescription } from "./describe/agent-description.ts";
import type { RuleDescription } from "./describe/shape.ts";

/** What a drawing says of a node, line by line: what it is, its options, its gates, its budget, its policy. Plain text. */
export function labelOf(node: PlanNode): readonly string[] {
  return [title(node), ...optionLines(node), ...gateLines(node.agent), ...budgetLines(node), ...policyLines(node)];
}

function title({ kind, name }: PlanNode): string {
  return kind === "agent" || kind === "pass" ? name : `${kind} ${name}`;
}

function optionLines(node: PlanNode): readonly string[] {
  if (node.agent !== undefined) return agentLines(node.agent);
  const { concurrency, maxItems, rounds } = node;
  switch (node.kind) {
    case "map":
      return [
        `${concurrency} at a time, ${maxItems === undefined ? "any number of items" : `at most ${count(maxItems, "item")}`}`,
      ];
    case "route":
      return [`reroutes ${node.reroutes}`];
    case "loop":
      return [`at most ${count(node.max, "round")}, then ${node.exhausted === "last" ? "the last output" : "fail"}`];
    case "refine":
      return [`at most ${count(rounds, "round")}, then ${node.unapproved === "best" ? "the best output" : "fail"}`];
    case "handoff":
      return [`at most ${count(node.max, "hand-off")}`];
    case "orchestrate":
      return [`at most ${count(rounds, "round")} of ${count(node.maxTasks, "task")}, ${concurrency} at a time`];
    default:
      return [];
  }
}

function agentLines({ person, timeoutMs, asks }: AgentDescription): readonly string[] {
  if (person !== undefined) {
    const { deadlineMs, otherwise } = person;
    return [`${timeWords(deadlineMs)}, then ${otherwise.does === "reject" ? "fail" : jsonWords(otherwise.value)}`];
  }
  return [
    ...(timeoutMs === undefined || timeoutMs === TIMEOUT_MS ? [] : [`at most ${timeWords(timeoutMs)}`]),
    ...(asks === undefined ? [] : [`may ask back, at most ${count(asks, "time")}`]),
  ];
}

/** How a vote is decided, as in `quorum of 2`. Plain text. */
export function ruleWords({ by, k, tie, weights }: RuleDescription): string {
  if (by === "best") return "the best, by its judge";
  if (by === "quorum") return `quorum of ${k}`;
  const weighing = weights === undefined ? "" : ` by weight (${weightWords(weights)})`;
  return `majority${weighing}, in a tie ${tie === "fail" ? "fail" : tie === "first" ? "the first" : "its judge"}`;
}

function weightWords(weights: Readonly<Record<string, number>>): string {
  return Object.entries(weights)
    .map(([voter, weight]) => `${voter} ${weight}`)
    .join(", ");
}

function gateLines(agent: AgentDescription | undefined): readonly string[] {
  if (agent === undefined) return [];
  return [
    ...agent.gatesBefore.map((gate) => `before: ${gateWords(gate)}`),
    ...agent.gatesAfter.map((gate) => `after: ${gateWords(gate)}`),
  ];
}

function gateWords(gate: GateDescription): string {
  const { kind, name, isConditional, quorum, roles, onReject, use, askFrom, deadlineMs, otherwise } = gate;
  return [
    `${kind} ${name}${isConditional === true ? " if needed" : ""}`,
    ...(use === undefined ? [] : [`used from ${use}`]),
    ...(askFrom === undefined ? [] : [`asked about from ${askFrom}`]),
    ...(quorum === undefined ? [] : [`${quorum} people`]),
    ...(roles === undefined ? [] : [`by ${roles.join(" or ")}`]),
    ...(onReject === undefined ? [] : ["a no is revised"]),
    ...(deadlineMs === undefined ? [] : [timeWords(deadlineMs), `then ${otherwise}`]),
  ].join(", ");
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

function count(number: number | undefined, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`;
}
