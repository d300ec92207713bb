import type { Fact } from "./fact.ts";
import type { NodeRecord } from "./node-record.ts";

/** A node that a plan names, before anything happened to it. */
export function plannedRecord(path: string, kind: string): NodeRecord {
  return {
    path,
    kind,
    label: undefined,
    state: "idle",
    disposition: "",
    attempt: 0,
    since: 0,
    startedAt: undefined,
    endedAt: undefined,
    end: undefined,
    busyMs: 0,
    busySince: undefined,
    retries: 0,
    retryAt: undefined,
    restarts: 0,
    progress: undefined,
    failure: undefined,
    decision: undefined,
    unattended: undefined,
    items: undefined,
  };
}

/** The node after one more fact about it; the same object where the fact tells nothing of it. */
export function foldNode(node: NodeRecord, fact: Fact): NodeRecord {
  const changes = changesBy(node, fact);
  if (changes === undefined) return node;
  const next = { ...node, ...changes };
  return next.state === node.state ? next : { ...next, since: fact.at };
}

type Changes = Partial<NodeRecord> | undefined;

function changesBy(node: NodeRecord, fact: Fact): Changes {
  switch (fact.type) {
    case "node.started":
      return born(fact);
    case "attempt.started":
      return atWork(fact.attempt, {
        disposition: `attempt ${fact.attempt}`,
        busySince: fact.at,
        progress: undefined,
      });
    case "attempt.aborted":
      return { disposition: `aborting: ${fact.why}` };
    case "work.returned":
    case "work.declined":
    case "work.handed":
    case "work.asked":
    case "work.threw":
    case "work.invalid":
      return restFrom(node, fact.at);
    case "work.progressed":
      return { progress: { fraction: fact.fraction, partial: fact.partial } };
    case "ledger.refused":
      return fact.attempt === undefined ? undefined : atWork(fact.attempt, {});
    case "node.failed":
      return failed(node, fact);
    case "node.ended":
      return ended(node, fact);
    default:
      return changesByOthers(node, fact);
  }
}

/** What gates, people and supervisors do about a node. */
function changesByOthers(node: NodeRecord, fact: Fact): Changes {
  switch (fact.type) {
    case "gate.opened":
      return opened(fact);
    case "gate.decided":
      return fact.isUnattended ? { unattended: fact.why ?? `nobody looked at ${fact.gate}` } : undefined;
    case "question.asked": {
      const { kind, name } = fact.question;
      return isLive(node) ? { disposition: `waiting for a person: ${kind === "escalation" ? kind : name}` } : undefined;
    }
    case "supervisor.turned":
      return turned(fact.to);
    case "supervisor.decided":
      return decided(node, fact);
    case "group.restarted":
      return { restarts: fact.restarts };
    case "node.escalated":
      return { failure: fact.failure };
    default:
      return undefined;
  }
}

type FactOf<T extends Fact["type"]> = Extract<Fact, { type: T }>;

function isLive({ startedAt, end }: NodeRecord): boolean {
  return startedAt !== undefined && end === undefined;
}

function opened({ gate, when }: FactOf<"gate.opened">): Changes {
  const disposition = when === "asking" ? "asking back" : `gate ${gate}`;
  return { state: "awaiting-gate", disposition, retryAt: undefined };
}

function born({ at, kind, input, label }: FactOf<"node.started">): Changes {
  return {
    kind,
    label,
    state: "idle",
    disposition: "",
    attempt: 0,
    since: at,
    startedAt: at,
    endedAt: undefined,
    end: undefined,
    retryAt: undefined,
    progress: undefined,
    failure: undefined,
    unattended: undefined,
    items: kind === "map" && Array.isArray(input) ? input.length : undefined,
  };
}

function atWork(attempt: number, changes: Partial<NodeRecord>): Changes {
  return { state: "working", attempt, retryAt: undefined, ...changes };
}

function restFrom({ busyMs, busySince }: NodeRecord, at: number): Partial<NodeRecord> {
  return busySince === undefined ? {} : { busyMs: busyMs + at - busySince, busySince: undefined };
}

function failed(node: NodeRecord, { at, failure, isAbandoned }: FactOf<"node.failed">): Changes {
  const rest = isAbandoned ? restFrom(node, at) : {};
  return { state: "failed", disposition: "deciding", failure, ...rest };
}

function ended(node: NodeRecord, { at, how, disposition, failure }: FactOf<"node.ended">): Changes {
  if (how === "restored") return { state: "done", disposition, end: how };
  return {
    state: how === "failed" || how === "stopped" ? "failed" : "done",
    disposition,
    end: how,
    endedAt: at,
    retryAt: undefined,
    ...(failure === undefined ? {} : { failure }),
    ...restFrom(node, at),
  };
}

/** Running, recovering and stopping are working; only what is out of the ordinary is said. */
function turned(to: FactOf<"supervisor.turned">["to"]): Changes {
  if (to === "failed") return { state: "failed", disposition: "deciding" };
  return { state: "working", disposition: to === "running" ? "" : to };
}

/** What is decided when a stand-in has failed is about a node that has ended: it is noted, and changes nothing else. */
function decided(node: NodeRecord, fact: FactOf<"supervisor.decided">): Changes {
  const { at, kind, directive, rule, delayMs, refused, attempts, rounds } = fact;
  const decision = { at, kind, directive, rule, delayMs, refused, attempts, rounds };
  const retries = node.retries + (directive === "retry" || directive === "revise" ? 1 : 0);
  if (directive !== "retry" || delayMs === 0 || !isLive(node)) return { decision, retries };
  const retryAt = at + delayMs;
  return { decision, retries, retryAt, disposition: `retrying at ${retryAt}` };
}
