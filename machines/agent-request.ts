import type { About, Feedback, Supplied } from "../src/model/answer.ts";
import type { Failure } from "../src/model/failure.ts";
import type { StopHow, StopReason, Verdict } from "./events.ts";
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
  /** Which of the gates, by their place, are decided by a plan, whose work must be over before the agent is. Default none. */
  readonly judgesBefore?: readonly number[];
  readonly judgesAfter?: readonly number[];
  /** How often the work may ask back. Default 0. */
  readonly asks?: number;
}

/** What an agent knows. Few fields, for there may be tens of thousands of agents: beyond 19 of them, a context takes twice the memory. */
export interface AgentContext extends Pick<AgentInput, "path" | "gatesBefore" | "gatesAfter"> {
  readonly nature: Nature;
  /** How often its work may ask back, what it is asking for, and what it was told so far. Each asking ended an attempt of its own. */
  readonly asking: {
    readonly limit: number;
    readonly question: unknown;
    readonly answers: readonly Supplied[];
  };
  readonly input: unknown;
  readonly feedback: Feedback | undefined;
  readonly attempt: number;
  /** The gate that is open, or was last; none any more once those before the work have passed. */
  readonly place: GatePlace | undefined;
  /** Numbers the gates opened so far, so that a late verdict is known as late. */
  readonly gate: number;
  readonly output: unknown;
  readonly about: About | undefined;
  /** What it said in place of an output. */
  readonly left: Left | undefined;
  readonly failure: Failure | undefined;
  readonly verdict: Verdict | undefined;
  readonly isAbandoned: boolean;
  /** Set once it is to stop: then it fails for nobody, and no policy is asked. */
  readonly stopped: StopReason | undefined;
  /** It will be aborted in its turn: no gate opens any more. */
  readonly isHeld: boolean;
  readonly skipped: Failure | undefined;
}

/** What an agent is by its plan. */
export interface Nature {
  readonly isPerson: boolean;
  readonly hasSchema: boolean;
  /** Which gates are decided by a plan. */
  readonly judgesBefore: readonly number[];
  readonly judgesAfter: readonly number[];
}

/** A refusal, or control and context for a peer. */
type Left =
  | { readonly how: "declined"; readonly reason: string }
  | { readonly how: "handed"; readonly to: string; readonly context: unknown };

/** What an agent asks of the kernel: effects as data. */
export type AgentRequest =
  | {
      readonly ask: "work";
      readonly attempt: number;
      readonly input: unknown;
      readonly feedback: Feedback | undefined;
      readonly answers: readonly Supplied[];
    }
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
  /** The plan that is deciding comes to the end of what is under way in it, and begins nothing more. */
  | { readonly ask: "drainGate"; readonly gate: number }
  /** A plan that is deciding is stopped like this. Where the end is awaited, GATE_CLOSED comes when nothing of it is left. */
  | {
      readonly ask: "withdrawGate";
      readonly gate: number;
      readonly how: StopHow;
      readonly failure: Failure | undefined;
      readonly isAwaited: boolean;
    }
  | {
      readonly ask: "tellDone";
      readonly output: unknown;
      readonly about: About | undefined;
      readonly skipped: Failure | undefined;
    }
  | { readonly ask: "tellDeclined"; readonly reason: string }
  | { readonly ask: "tellHanded"; readonly to: string; readonly context: unknown }
  | {
      readonly ask: "tellFailed";
      readonly failure: Failure;
      readonly verdict: Verdict | undefined;
      readonly isAbandoned: boolean;
      readonly answers: readonly Supplied[];
    }
  | {
      readonly ask: "tellStopped";
      readonly why: StopReason;
      readonly isAbandoned: boolean;
      /** What it was told so far, where it asked back. */
      readonly answers?: readonly Supplied[];
    };
