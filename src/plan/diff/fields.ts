import type { Chain, PolicyTable } from "../../../supervisors/policy.ts";
import type { PlanNode } from "../describe.ts";
import type { AgentDescription, GateDescription } from "../describe/agent-description.ts";

/** What is declared of a plan or a gate, each under a name: `timeoutMs`, `budget.steps`, `policy.timeout`, `after.join`. */
export type Fields = ReadonlyMap<string, unknown>;

/** What is declared of a plan itself: not its parts, nor its gates, nor its worst case, which follows from the rest. */
export function fieldsOf(node: PlanNode): Fields {
  const { segment, agent, policy, budget, rule, after } = node;
  return new Map<string, unknown>([
    ...entriesBut(node, TOLD_APART),
    ...(isCalledOtherwise(node) ? [["key", segment] as const] : []),
    ...(agent === undefined ? [] : agentFields(agent)),
    ...under("budget", budget),
    ...under("rule", rule),
    ...under("after", after),
    ...under("policy", policy === undefined ? undefined : withoutPlaces(policy)),
  ]);
}

/** What of a plan has fields of its own, parts of its own, or follows from others. */
const TOLD_APART = [
  "segment",
  "children",
  "fallbacks",
  "answers",
  "bound",
  "agent",
  "policy",
  "budget",
  "rule",
  "after",
] as const;

/** What is declared of a gate but its name. */
export function gateFields(gate: GateDescription): Fields {
  return new Map(entriesBut(gate, ["name"]));
}

/** The entries of an object, but some. */
export function entriesBut<T extends object>(
  value: T,
  keys: readonly (keyof T & string)[],
): readonly (readonly [string, unknown])[] {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return entries.filter(([key]) => !keys.some((left) => left === key));
}

/** A place that has not its plan's name has a key: in a record, or among several of one name. */
function isCalledOtherwise({ segment, name }: PlanNode): boolean {
  return segment !== name && segment !== `fallback:${name}` && segment !== `answers:${name}`;
}

function agentFields(agent: AgentDescription): readonly (readonly [string, unknown])[] {
  return [
    ...entriesBut(agent, ["gatesBefore", "gatesAfter", "brief", "expects", "person"]),
    ...under("brief", agent.brief),
    ...under("expects", agent.expects),
    ...under("person", agent.person),
  ];
}

/** The fields of an object under its name; of an empty one, that it is there at all. */
function under(name: string, fields: object | undefined): readonly (readonly [string, unknown])[] {
  if (fields === undefined) return [];
  const entries = entriesBut(fields, []);
  return entries.length === 0 ? [[name, {}]] : entries.map(([field, value]) => [`${name}.${field}`, value] as const);
}

/** A fallback is known by its name; where it stands among the fallbacks is told of them. */
function withoutPlaces(policy: PolicyTable): object {
  return Object.fromEntries(
    Object.entries<Chain | undefined>(policy).map(([kind, chain = []]) => [
      kind,
      chain.map((it) => (it.does === "fallback" ? Object.fromEntries(entriesBut(it, ["plan"])) : it)),
    ]),
  );
}
