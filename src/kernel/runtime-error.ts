import { TroupeError } from "../model/troupe-error.ts";

/** What is asked of a runtime that is closing, or closed. */
export function closed(): TroupeError {
  return new TroupeError("RUNTIME_CLOSED", {
    what: "This runtime was closed; it starts and brings back nothing any more.",
    remedy: "Start runs before close(), or make another one: createRuntime().",
  });
}

/** A second run of one name, or another one under it. */
export function duplicate(runId: string, why: string): TroupeError {
  return new TroupeError("DUPLICATE_RUN", {
    what: `A run "${runId}" ${why}.`,
    remedy: "Wait for its outcome, or leave out `id` to get a new one.",
    facts: { runId },
  });
}
