import type { About } from "../../model/answer.ts";
import type { Reply } from "../../model/question.ts";
import type { Usage } from "../../model/usage.ts";

/** What one attempt of a stand-in does, as data. Times are virtual milliseconds from the attempt's start. */
export interface Act {
  /** When it ends; default 0. */
  readonly afterMs?: number;
  /** How it ends; an act without an end never does. */
  readonly ends?:
    | { readonly returns: unknown; readonly about?: About }
    | { readonly throws: unknown }
    | { readonly declines: string }
    | { readonly handsOff: { readonly to: string; readonly context: unknown } }
    | { readonly asks: unknown };
  /** What it does when it is aborted: ends at once (the default), goes on as if nothing had been, or ends that much later. */
  readonly onAbort?: "ends" | "ignores" | { readonly afterMs: number };
  /** What it reports to have used, and when. */
  readonly spends?: readonly { readonly afterMs: number; readonly usage: Usage }[];
  /** How often its end is said again, which must change nothing. */
  readonly echoes?: number;
}

/** Who does what: for an attempt its act, none for the agent's real work; for a question its answer, none for silence. */
export interface Script {
  readonly act?: (attempt: {
    readonly path: string;
    readonly attempt: number;
    readonly input: unknown;
  }) => Act | undefined;
  readonly answer?: (question: {
    readonly id: string;
    readonly path: string;
    readonly kind: string;
    readonly shown: unknown;
  }) => { readonly afterMs: number; readonly reply: Reply } | undefined;
  /** Cancels from outside, at a virtual time. */
  readonly cancelAtMs?: number;
}

/** Acts by path or by name, one per attempt; the last one is repeated. `"never"` does not end. */
export type Cast = Readonly<Record<string, CastAct | readonly CastAct[]>>;
type CastAct =
  | "never"
  | { readonly afterMs?: number; readonly returns: unknown; readonly about?: About }
  | { readonly afterMs?: number; readonly throws: unknown }
  | { readonly afterMs?: number; readonly declines: string }
  | { readonly afterMs?: number; readonly handsOff: { readonly to: string; readonly context: unknown } }
  | { readonly afterMs?: number; readonly asks: unknown }
  | Act;

/** A script from a cast: `{ draft: [{ afterMs: 40, throws: "flaky" }, { returns: "a draft" }], lookup: "never" }`. */
export function cast(parts: Cast): NonNullable<Script["act"]> {
  return ({ path, attempt }) => {
    const key = [path, nameOf(path)].find((name) => Object.hasOwn(parts, name));
    const own = key === undefined ? undefined : parts[key];
    if (own === undefined) return undefined;
    const acts = isList(own) ? own : [own];
    const act = acts[Math.min(attempt, acts.length) - 1];
    return act === undefined ? undefined : readAct(act);
  };
}

function isList(part: CastAct | readonly CastAct[]): part is readonly CastAct[] {
  return Array.isArray(part);
}

/** The plan's own name: the last segment, without its index or the mark of a fallback. */
function nameOf(path: string): string {
  const last = path.split("/").at(-1) ?? path;
  return last.replace(/^fallback:/, "").replace(/\[\d+\]$/, "");
}

function readAct(part: CastAct): Act {
  if (part === "never") return {};
  const afterMs = "afterMs" in part && part.afterMs !== undefined ? { afterMs: part.afterMs } : {};
  if ("returns" in part)
    return {
      ...afterMs,
      ends: part.about === undefined ? { returns: part.returns } : { returns: part.returns, about: part.about },
    };
  if ("throws" in part) return { ...afterMs, ends: { throws: part.throws } };
  if ("declines" in part) return { ...afterMs, ends: { declines: part.declines } };
  if ("handsOff" in part) return { ...afterMs, ends: { handsOff: part.handsOff } };
  if ("asks" in part) return { ...afterMs, ends: { asks: part.asks } };
  return part;
}
