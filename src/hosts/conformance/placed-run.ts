import { fail } from "node:assert/strict";
import type { Host, Session } from "../../kernel/port.ts";
import type { Completion, Effect } from "../../model/effect.ts";
import type { AgentSpec, Spec } from "../../plan/spec.ts";

/** How long something that must come is waited for, in real milliseconds; a host under load is not a broken one. */
const PATIENCE_MS = 3_000;
const patience = new WeakMap<Host, number>();
/** How long nothing must come for it to count as silence, in real milliseconds. */
const SILENCE_MS = 25;
/** How much may come in one rule; a host that says more goes on for ever. */
const COMPLETIONS_MAX = 4_000;

/** A host that answers fast or not at all: what must come from it is waited for so many real milliseconds and no longer. */
export function impatient(host: Host, ms: number): Host {
  patience.set(host, ms);
  return host;
}

/** One run's place on a host, driven by hand as a kernel drives it: begin, and ask for what came back. */
export interface PlacedRun {
  readonly session: Session;
  /** Everything that came back so far, in order. */
  readonly seen: readonly Completion[];
  begin(...effects: readonly Effect[]): void;
  /** Takes what comes until it is enough; fails where that does not happen. */
  until(isEnough: (seen: readonly Completion[]) => boolean, wakeAt?: number): Promise<readonly Completion[]>;
  /** Takes what comes until nothing comes any more. */
  silence(wakeAt?: number): Promise<readonly Completion[]>;
}

/** Places a run on a host. */
export function placeRun(host: Host, sites: readonly Spec[], runId: string = host.newRunId()): PlacedRun {
  const session = host.open({ runId, sites });
  const outstanding = new Map<string, Effect>();
  const seen: Completion[] = [];
  let asked: Promise<readonly Completion[]> | undefined;

  function keep(completions: readonly Completion[]): void {
    asked = undefined;
    seen.push(...completions);
    if (seen.length > COMPLETIONS_MAX)
      fail(`more than ${COMPLETIONS_MAX} completions; the last: ${JSON.stringify(seen.at(-1))}`);
  }

  /** Asks once, and keeps asking the same: a session has one reader. */
  async function next(ms: number, wakeAt: number | undefined): Promise<"came" | "silence"> {
    asked ??= Promise.resolve(session.next({ outstanding, wakeAt }));
    const came = await Promise.race([asked, pause(ms)]);
    if (came === undefined) return "silence";
    keep(came);
    return "came";
  }

  return {
    session,
    seen,
    begin(...effects) {
      for (const effect of effects) outstanding.set(effect.id, effect);
      session.begin(effects, session.now());
    },
    async until(isEnough, wakeAt) {
      while (!isEnough(seen))
        if ((await next(patience.get(host) ?? PATIENCE_MS, wakeAt)) === "silence")
          fail(`nothing more came; so far: ${JSON.stringify(seen)}`);
      return seen;
    },
    async silence(wakeAt) {
      while ((await next(SILENCE_MS, wakeAt)) === "came");
      return seen;
    },
  };
}

/** Real milliseconds; undefined, so that it can be raced. */
export function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms);
  });
}

/** An agent as a site of a plan; by default its work gives its input back. */
export function site(agent: Partial<AgentSpec>): Spec {
  const plain = {
    work: (input: unknown) => input,
    timeoutMs: 30_000,
    asks: 0,
    handsTo: [],
    gatesBefore: [],
    gatesAfter: [],
    isIdempotent: false,
  };
  return { kind: "agent", name: "agent", children: [], agent: { ...plain, ...agent } };
}

/** The first attempt of the agent at a site. */
export function attempt(id: string, more: Partial<Extract<Effect, { kind: "work" }>> = {}): Effect {
  const rest = { site: 0, path: "agent", attempt: 1, input: null, idempotencyKey: "" };
  return { kind: "work", id, ...rest, feedback: undefined, answers: [], brief: undefined, ...more };
}

/** A question that nobody answers, so that there is something to wait for. */
export function openQuestion(id: string): Effect {
  const question = { path: "agent", name: "anybody", hash: "", isOfInput: false, shown: null, otherwise: "reject" };
  return { kind: "question", id, question: { id, kind: "approval", deadline: Number.MAX_SAFE_INTEGER, ...question } };
}

const ENDS: ReadonlySet<Completion["kind"]> = new Set([
  "returned",
  "declined",
  "handed",
  "asked",
  "threw",
  "invalid",
  "evaluated",
  "notEvaluated",
]);

/** The ends of effects, in order. */
export function endsOf(seen: readonly Completion[]): readonly Completion[] {
  return seen.filter(({ kind }) => ENDS.has(kind));
}

/** As many effects have ended. */
export function ended(count: number): (seen: readonly Completion[]) => boolean {
  return (seen) => endsOf(seen).length >= count;
}

/** Without their times, to be compared. */
export function timeless(completions: readonly Completion[]): readonly object[] {
  return completions.map(({ at: _, ...rest }) => rest);
}
