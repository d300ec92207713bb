import type { Act, Script } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import type { Kind, Row } from "./rows.ts";

/** When it happens, in virtual milliseconds: by then `left` has finished, and `right` is still at work. */
export const TROUBLE_AT_MS = 20;
export const GRACE_MS = 10;

/** What stands where a pattern goes on without what was given up. */
export const MISSING = "nothing at all";

/** A person who looks at something lets it pass. */
export const approving: NonNullable<Script["answer"]> = () => ({ afterMs: 1_000, reply: { verdict: "approve" } });

/** What its first try comes to. */
function troubleOf(kind: Kind): Act {
  const afterMs = TROUBLE_AT_MS;
  switch (kind) {
    case "transient":
      return { afterMs, ends: { throws: fail.transient("flaky") } };
    case "rate-limited":
      return { afterMs, ends: { throws: fail.rateLimited("slow down", { retryAfterMs: 30 }) } };
    case "permanent":
    case "escalated":
      return { afterMs, ends: { throws: fail.permanent("never") } };
    case "defect":
      return { afterMs, ends: { throws: new TypeError("x is undefined") } };
    case "invalid-output":
      return { afterMs, ends: { returns: 7 } };
    case "rejected":
      return { afterMs, ends: { returns: "unfit" } };
    case "unresolved":
      return { afterMs, ends: { declines: "not mine" } };
    case "budget":
      return { spends: [{ afterMs, usage: { costUsd: 2 } }] };
    case "unresponsive":
      return { onAbort: "ignores" };
    case "timeout":
    case "cancelled":
    case "lost":
    case "refused":
      return {};
  }
}

/** Who does what. Tries are counted over all lives, because a new life of a plan counts its attempts anew. */
export function acting(row: Row): NonNullable<Script["act"]> {
  let tries = 0;
  return ({ path, input }) => {
    const name = (path.split("/").at(-1) ?? path).replace(/\[\d+\]$/, "");
    switch (name) {
      case "left":
        return { afterMs: 1, ends: { returns: "left" } };
      case "right":
        return { afterMs: 1_000, ends: { returns: "right" } };
      case "by":
        return { afterMs: 1, ends: { returns: "work" } };
      case "before":
      case "join":
        return { afterMs: 1, ends: { returns: input } };
      case "judge":
        return { ends: { returns: choiceOf(input) } };
      case "critic":
        return { ends: { returns: { verdict: "pass" } } };
      case "front":
        return { afterMs: 1, ends: { handsOff: { to: "work", context: input } } };
      case "planner":
        return { afterMs: 1, ends: { returns: TASKS } };
      case "writer":
        return { ends: { returns: reportOf(input) } };
      case "work":
      case "inner":
        if (row.pattern === "loop" && input !== AGAIN) return { afterMs: 1, ends: { returns: AGAIN } };
        if (input === "left") return { afterMs: 1, ends: { returns: "left" } };
        if (input === "right") return { afterMs: isLimited(row) ? 1 : 1_000, ends: { returns: "right" } };
        tries += 1;
        return tries === 1 ? troubleOf(row.kind) : { afterMs: 1, ends: { returns: "good" } };
      default:
        return undefined;
    }
  };
}

/** What a loop's first round gives, so that it is the second one that fails. */
const AGAIN = "again";
/** What a planner gives: a task for each of its three workers. */
const TASKS = ["left", "work", "right"].map((name) => ({ worker: name, label: name, input: name }));

/** A judge takes the ballot of the voter that may fail, and else the first. */
function choiceOf(input: unknown): number {
  const ballots: readonly unknown[] = Array.isArray(input) ? input : [];
  const place = ballots.findIndex((ballot) => fieldOf(ballot, "voter") === "work");
  return Math.max(0, place);
}

/** What a synthesizer makes of the results: their outputs, and a word for one that there is not. */
function reportOf(input: unknown): readonly unknown[] {
  const results = fieldOf(input, "results");
  if (!Array.isArray(results)) return [];
  return results.map((result: unknown) =>
    fieldOf(result, "status") === "failed" ? MISSING : fieldOf(result, "output"),
  );
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
}

function isLimited({ kind }: Row): boolean {
  return kind === "timeout" || kind === "unresponsive";
}
