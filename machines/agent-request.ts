import type { About, Feedback } from "../src/model/answer.ts";
import type { Failure } from "../src/model/failure.ts";
import type { StopReason, Verdict } from "./events.ts";
import type { GatePlace } from "./gate-order.ts";

export interface AgentInput {
  readonly path: string;
  /** How many gates look at the input, and how many at the output. */
  readonly gatesBefore: number;
  readonly gatesAfter: number;
  /** The work is a person's: asked, not run, and it costs no step. */
  readonly isPerson: boolean;
  /** The input has a schema, which is asked before any gate that stands before the work. Default false. */
  readonly hasSchema?: boolean;
}

export interface AgentContext extends AgentInput {
  readonly input: unknown;
  readonly feedback: Feedback | undefined;
  readonly attempt: number;
  /** The gate that is open, or was last; none any more once those before the work have passed. */
  readonly place: GatePlace | undefined;
  /** Numbers the gates opened so far, so that a late verdict is known as late. */
  readonly gate: number;
  readonly output: unknown;
  readonly about: About | undefined;
  readonly declined: string | undefined;
  readonly failure: Failure | undefined;
  readonly verdict: Verdict | undefined;
  readonly isAbandoned: boolean;
  /** Set once it is to stop: then it fails for nobody, and no policy is asked. */
  readonly stopped: StopReason | undefined;
  /** It will be aborted in its turn: no gate opens any more. */
  readonly isHeld: boolean;
  readonly skipped: Failure | undefined;
}

/** What an agent asks of the kernel: effects as data. */
export type AgentRequest =
  | { readonly ask: "work"; readonly attempt: number; readonly input: unknown; readonly feedback: Feedback | undefined }
  | { readonly ask: "abort"; readonly attempt: number; readonly why: string }
  | {
      readonly ask: "openGate";
      readonly gate: number;
      readonly place: GatePlace;
      readonly value: unknown;
      /** What the work saw, or will see. */
      readonly input: unknown;
      readonly about: About | undefined;
    }
  | { readonly ask: "withdrawGate"; readonly gate: number }
  | {
      readonly ask: "tellDone";
      readonly output: unknown;
      readonly about: About | undefined;
      readonly skipped: Failure | undefined;
    }
  | { readonly ask: "tellDeclined"; readonly reason: string }
  | {
      readonly ask: "tellFailed";
      readonly failure: Failure;
      readonly verdict: Verdict | undefined;
      readonly isAbandoned: boolean;
    }
  | { readonly ask: "tellStopped"; readonly why: StopReason; readonly isAbandoned: boolean };
