import type { About } from "../model/answer.ts";
import type { Issue } from "../model/failure.ts";

/** A gate without its types, as the runtime opens it. */
export interface GateSpec {
  readonly kind: "check" | "policy" | "judge" | "approval" | "confidence";
  readonly name: string;
  /**
   * A check's or policy's test, or an approval's `when`. A method, because only a method's parameters may be narrower
   * than `unknown`: that the value fits is known where the gate is hung on an agent.
   */
  test?(value: unknown, about: About): unknown;
  /** For judges: the plan. */
  readonly by?: unknown;
  /** For a confidence: from which one on the agent's word is used, and from which a person is asked. */
  readonly thresholds?: { readonly use: number; readonly askFrom: number };
  /** For approvals: how many people must approve, where it is more than one, and who may answer. */
  readonly quorum?: number;
  readonly roles?: readonly string[];
  /** For approvals: a rejection of an output is the feedback of the next round; left out: it is final. */
  readonly onReject?: "revise";
  /** For approvals: what the person is asked, in words. */
  readonly asks?: string;
  /** For approvals: how long a person has, in milliseconds. */
  readonly deadlineMs?: number;
  /** For approvals: the verdict at the deadline. */
  readonly otherwise?: "approve" | "reject";
}

/** Registered, so that a gate of a second copy of this package is a gate too. */
const GATE: unique symbol = Symbol.for("troupe.gate");
declare const looksAt: unique symbol;

/**
 * A check that an agent's output must pass (`gated`), or its input (`gatedBefore`). `I` and `O` are the input and the
 * output that it can look at.
 */
export interface Gate<in I, in O> {
  readonly kind: GateSpec["kind"];
  readonly name: string;
  readonly [GATE]: GateSpec;
  /** Of the types only; there is nothing under it at run time. */
  readonly [looksAt]: (input: I, output: O) => void;
}

/** What a test says: true passes; false and a string say no, and the string, or the gate's name, is the feedback; so do issues. */
export type Checked = boolean | string | readonly Issue[];

/** A gate from its data. */
export function makeGate<O, I = unknown>(spec: GateSpec): Gate<I, O> {
  return new MadeGate<I, O>(Object.freeze(spec));
}

class MadeGate<in I, in O> implements Gate<I, O> {
  readonly kind: GateSpec["kind"];
  readonly name: string;
  readonly [GATE]: GateSpec;
  declare readonly [looksAt]: (input: I, output: O) => void;

  constructor(spec: GateSpec) {
    this.kind = spec.kind;
    this.name = spec.name;
    this[GATE] = spec;
    Object.freeze(this);
  }
}

/** The data of a gate; undefined for anything that is none. Never throws. */
export function gateSpecOf(value: unknown): GateSpec | undefined {
  return isGate(value) ? value[GATE] : undefined;
}

function isGate(value: unknown): value is Gate<never, never> {
  if (typeof value !== "object" || value === null) return false;
  try {
    const spec: unknown = Reflect.get(value, GATE);
    return typeof spec === "object" && spec !== null;
  } catch {
    return false;
  }
}
