import type { GateSpec } from "../../gates/gate.ts";
import type { Brief } from "../../model/brief.ts";
import type { AgentSpec, Expectation, PersonSpec } from "../spec.ts";

/** What is declared of an agent or a person. */
export interface AgentDescription {
  /** Of an agent, in milliseconds. */
  readonly timeoutMs?: number;
  /** Of a person: what is asked in words, how long is waited, in milliseconds, and what is taken then. */
  readonly person?: PersonSpec;
  /** Whether there is a schema. */
  readonly checksInput: boolean;
  readonly checksOutput: boolean;
  readonly isIdempotent: boolean;
  /** How often its work may ask back; left out where it may not. */
  readonly asks?: number;
  /** The peers that it may hand off to; left out where there is none. */
  readonly handsTo?: readonly string[];
  readonly brief?: Brief;
  readonly expects?: Expectation;
  readonly gatesBefore: readonly GateDescription[];
  readonly gatesAfter: readonly GateDescription[];
}

/** What is declared of a gate. The plan of a judge is a child of its agent, under the gate's name. */
export interface GateDescription {
  readonly kind: GateSpec["kind"];
  readonly name: string;
  /** Of an approval: whether a function says if a person is asked at all. */
  readonly isConditional?: boolean;
  /** Of an approval: how many people must approve, where it is more than one, and who may answer. */
  readonly quorum?: number;
  readonly roles?: readonly string[];
  /** Of an approval: a rejection of an output is the feedback of the next round; left out: it is final. */
  readonly onReject?: "revise";
  /** Of a confidence: from which one on the answer is used; and, where somebody is asked about less, from which on. */
  readonly use?: number;
  readonly askFrom?: number;
  /** Of what asks a person: what, in words, how long is waited, in milliseconds, and what is taken then. */
  readonly asks?: string;
  readonly deadlineMs?: number;
  readonly otherwise?: "approve" | "reject";
}

/** An agent, or a person, without its functions. */
export function describeAgent(agent: AgentSpec): AgentDescription {
  const { person, brief, expects, timeoutMs, asks, handsTo } = agent;
  return {
    ...(person === undefined ? { timeoutMs } : { person }),
    checksInput: agent.input !== undefined,
    checksOutput: agent.output !== undefined,
    isIdempotent: agent.isIdempotent,
    ...(asks === 0 ? {} : { asks }),
    ...(handsTo.length === 0 ? {} : { handsTo }),
    ...(brief === undefined ? {} : { brief }),
    ...(expects === undefined ? {} : { expects }),
    gatesBefore: agent.gatesBefore.map(describeGate),
    gatesAfter: agent.gatesAfter.map(describeGate),
  };
}

function describeGate({ kind, name, test, ...gate }: GateSpec): GateDescription {
  const { quorum, roles, onReject, thresholds, asks, deadlineMs, otherwise } = gate;
  const asksPerson = deadlineMs !== undefined;
  return {
    kind,
    name,
    ...(kind === "approval" ? { isConditional: test !== undefined } : {}),
    ...(quorum === undefined ? {} : { quorum }),
    ...(roles === undefined ? {} : { roles }),
    ...(onReject === undefined ? {} : { onReject }),
    ...(thresholds === undefined ? {} : { use: thresholds.use }),
    ...(thresholds === undefined || !asksPerson ? {} : { askFrom: thresholds.askFrom }),
    ...(asks === undefined ? {} : { asks }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}
