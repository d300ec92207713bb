import type { About } from "../src/model/answer.ts";
import type { Failure } from "../src/model/failure.ts";
import { EMPTY } from "../src/model/vector.ts";
import { type Course, isPool } from "../src/patterns/catalogue.ts";
import type { Lineage } from "../supervisors/policy.ts";
import type { StopReason, Verdict } from "./events.ts";
import type { ChildInfo, Group, GroupRequest } from "./supervision/group.ts";

export interface SupervisorInput {
  readonly path: string;
  readonly children: readonly ChildInfo[];
  /** This supervisor's own policy first. */
  readonly lineage: Lineage | undefined;
  readonly course: Course;
  readonly isRoot: boolean;
  /** A person is asked about what nobody could handle. */
  readonly asksPerson: boolean;
}

/** What a supervisor asks of the kernel: what its group asks, and what it tells its own supervisor. */
export type SupervisorRequest =
  | GroupRequest
  | {
      readonly ask: "tellDone";
      readonly output: unknown;
      readonly about: About | undefined;
      readonly skipped: Failure | undefined;
      /** Why the output is less than it should be. */
      readonly lacking: Failure | undefined;
    }
  | { readonly ask: "tellFailed"; readonly failure: Failure; readonly verdict: Verdict | undefined }
  | { readonly ask: "tellStopped"; readonly why: StopReason };

/** What a supervisor knows. */
export interface SupervisorContext {
  readonly group: Group;
  readonly requests: readonly GroupRequest[];
  readonly output: unknown;
  readonly about: About | undefined;
  readonly skipped: Failure | undefined;
  readonly lacking: Failure | undefined;
  /** Why it ends without having failed; also said of one that had failed before it was stopped. */
  readonly stopped: StopReason | undefined;
  readonly failure: Failure | undefined;
  readonly verdict: Verdict | undefined;
}

/** What a supervisor knows before its first event. */
export function supervisorContext(input: SupervisorInput): SupervisorContext {
  return {
    group: {
      ...input,
      isPool: isPool(input.course.kind),
      told: undefined,
      slots: EMPTY,
      live: 0,
      troubled: 0,
      starts: 0,
      restarts: 0,
      regroup: undefined,
      ending: undefined,
      toStop: [],
      stopsHow: "abort",
    },
    requests: [],
    output: undefined,
    about: undefined,
    skipped: undefined,
    lacking: undefined,
    stopped: undefined,
    failure: undefined,
    verdict: undefined,
  };
}

/** What is known of how the group ends, once nothing of it is left. */
export function ended({ ending }: Group): Partial<SupervisorContext> {
  switch (ending?.how) {
    case "done":
      return { output: ending.output, about: ending.about, lacking: ending.lacking };
    case "failed":
      return { failure: ending.failure, verdict: ending.verdict };
    case "stopped":
      return { stopped: ending.why };
    case undefined:
      return {};
  }
}

/** How it ended without an output, for its own supervisor. */
export function lastWord({ stopped: why, failure, verdict }: SupervisorContext): SupervisorRequest {
  if (why !== undefined || failure === undefined) return { ask: "tellStopped", why: why ?? "cancelled" };
  return { ask: "tellFailed", failure, verdict };
}
