import type { About, Feedback, Supplied } from "./answer.ts";
import type { Assignment } from "./brief.ts";
import type { Issue } from "./failure.ts";
import type { Question, Reply } from "./question.ts";
import type { Thrown } from "./thrown.ts";
import type { Usage } from "./usage.ts";

/** Something only the world can do. The kernel declares it; the host performs it, once. `site` is the plan's number. */
export type Effect =
  | {
      readonly kind: "work";
      readonly id: string;
      readonly site: number;
      readonly path: string;
      readonly attempt: number;
      readonly input: unknown;
      readonly feedback: Feedback | undefined;
      /** What it asked back for in former attempts, and was told. */
      readonly answers: readonly Supplied[];
      /** What a planner says of this task, or of the task that it is a part of. */
      readonly brief: Assignment | undefined;
      readonly idempotencyKey: string;
    }
  | {
      readonly kind: "evaluate";
      readonly id: string;
      readonly site: number;
      readonly path: string;
      /**
       * The plan's own function, one that answers what is asked back, or a gate's; or an agent's input schema, which alone may answer later: `evaluated` where
       * the input fits, else `invalid`, or `threw`.
       */
      readonly of:
        | "plan"
        | "input"
        | { readonly gates: "before" | "after"; readonly index: number }
        | { readonly answers: number };
      readonly args: readonly unknown[];
    }
  | { readonly kind: "question"; readonly id: string; readonly question: Question };

/** What the world did. The order in which completions come is the only non-determinism there is. */
export type Completion = {
  /** The host's clock, in milliseconds. */
  readonly at: number;
} & (
  | { readonly kind: "returned"; readonly id: string; readonly value: unknown; readonly about?: About }
  | { readonly kind: "declined"; readonly id: string; readonly reason: string }
  | { readonly kind: "handed"; readonly id: string; readonly to: string; readonly context: unknown }
  /** The work lacks something, and will be done again with what it is told. */
  | { readonly kind: "asked"; readonly id: string; readonly question: unknown }
  /** `thrown.declared` is what the thrower, or the agent's own `classify`, says of its kind. */
  | { readonly kind: "threw"; readonly id: string; readonly thrown: Thrown }
  | {
      readonly kind: "invalid";
      readonly id: string;
      readonly where: "input" | "output";
      readonly issues: readonly Issue[];
      readonly previous: unknown;
    }
  /** Only of work that began so much later than it was declared that its timeout must count from here. */
  | { readonly kind: "began"; readonly id: string }
  | { readonly kind: "progressed"; readonly id: string; readonly fraction: number; readonly partial?: unknown }
  | { readonly kind: "spent"; readonly id: string; readonly usage: Usage }
  | { readonly kind: "evaluated"; readonly id: string; readonly value: unknown }
  | { readonly kind: "notEvaluated"; readonly id: string; readonly thrown: Thrown }
  /**
   * `receipt` numbers the answer, for whoever gave it and waits to hear whether it was taken; `post` the message that it
   * came in, where another process left it.
   */
  | {
      readonly kind: "answered";
      readonly question: string;
      readonly reply: Reply;
      readonly by?: string;
      readonly role?: string;
      readonly receipt?: number;
      readonly post?: number;
    }
  | {
      readonly kind: "cancelled";
      readonly reason: string;
      readonly by: "caller" | "shutdown";
      readonly post?: number;
    }
  /** The run goes on in another process. `lost` are the attempts that were at work in the former one. */
  | { readonly kind: "resumed"; readonly lost: readonly string[] }
  /** This process lets go of the run, for another one to go on with. */
  | { readonly kind: "left" }
  /** The time that was asked for has come. */
  | { readonly kind: "woke" }
);
