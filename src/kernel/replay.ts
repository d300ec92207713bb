import type { Completion, Effect } from "../model/effect.ts";
import type { Fact } from "../model/fact.ts";
import { canonical } from "../model/json.ts";
import { attemptId, lifeId } from "../model/path.ts";
import { readThrown } from "../model/thrown.ts";
import { kept } from "../plan/erasure.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Core } from "./core.ts";
import type { Kernel } from "./kernel.ts";
import { arrivalOf } from "./past-arrival.ts";

/** Where a run stands once it was brought back. */
export interface Standing {
  /** How many of its facts are kept already. */
  readonly kept: number;
  /** Attempts that had been declared, and may have been at work. */
  readonly lost: readonly string[];
}

/** How many letters are opened between two looks. */
const SLICE = 1024;

/**
 * Brings a kernel that was built from the same start to where a run's recorded facts end: what came from outside comes
 * again, in the same order, and what the kernel makes of it is held against what it made then. Nothing is begun; what
 * nobody can have begun, and what can be asked again without harm, is left as fresh.
 *
 * @throws TroupeError REPLAY_DIFFERS at the first fact that is not the same: the plan or Troupe itself has changed
 */
export function replay(kernel: Kernel, recorded: readonly Fact[]): Standing {
  const { core } = kernel;
  const declared = new Map<string, Effect>();
  for (let next = 0; ; ) {
    orDiffers(kernel, recorded, () => {
      while (kernel.step(SLICE));
    });
    for (const effect of kernel.takeFresh()) declared.set(effect.id, effect);
    compare(core, recorded, next);
    next = core.facts.length;
    const fact = recorded[next];
    if (fact === undefined || core.outcome !== undefined) break;
    const completion = completionOf(core, fact);
    orDiffers(kernel, recorded, () => kernel.arrive(completion));
    if (core.facts.length === next) throw differs(core, fact, undefined);
  }
  return standing(core, declared, recorded.length);
}

/** What another plan makes of facts that are not its own may be nothing that the kernel knows: one run less, not all of them. */
function orDiffers({ core }: Kernel, recorded: readonly Fact[], act: () => void): void {
  try {
    act();
  } catch (error) {
    const then = recorded[core.facts.length] ?? recorded.at(-1);
    if (then === undefined) throw error;
    throw differs(core, then, { broke: readThrown(error).message });
  }
}

/** Holds what was made anew, from `from` on, against what was recorded. What is new beyond the record was never committed. */
function compare(core: Core, recorded: readonly Fact[], from: number): void {
  for (let seq = from; seq < Math.min(core.facts.length, recorded.length); seq++) {
    const [then, now] = [recorded[seq], core.facts[seq]];
    if (then !== undefined && !isSame(then, now)) throw differs(core, then, now);
  }
}

function isSame(then: Fact, now: Fact | undefined): boolean {
  const text = JSON.stringify(now);
  return JSON.stringify(then) === text || canonical(whatHappened(then)) === canonical(whatHappened(kept(text)));
}

/** What a plan may come to, and has not yet, is in its first fact too: its nodes and its worst case. */
function whatHappened(fact: Fact): Fact {
  return fact.type === "run.started" ? { ...fact, nodes: [], bound: undefined } : fact;
}

function completionOf(core: Core, fact: Fact): Completion {
  const completion = arrivalOf(fact);
  if (completion === undefined) throw differs(core, fact, undefined);
  return completion;
}

function standing(core: Core, declared: ReadonlyMap<string, Effect>, stored: number): Standing {
  const begun = new Set<string>();
  for (const fact of core.facts.slice(0, stored))
    if (fact.type === "attempt.started") begun.add(attemptId(lifeId(fact.path, fact.life), fact.attempt));
  const lost: string[] = [];
  for (const [id, effect] of core.outstanding) {
    if (effect.kind === "work" && begun.has(id)) lost.push(id);
    else if (declared.has(id)) core.fresh.push(effect);
  }
  return { kept: stored, lost };
}

function differs(core: Core, then: Fact, now: Fact | { readonly broke: string } | undefined): TroupeError {
  const words = ({ seq, type, path }: Fact) => `fact ${seq}, ${type}${path === "" ? "" : ` of ${path}`}`;
  const instead = insteadOf(then, now, words);
  return new TroupeError("REPLAY_DIFFERS", {
    what: `Run ${core.runId} cannot be brought back: it was recorded with ${words(then)}, and this plan comes to ${instead}.`,
    remedy:
      "Resume it with the version of the plan, and of Troupe, that it was recorded with; or cancel it, and start it anew.",
    facts: { runId: core.runId, seq: then.seq, recorded: then, now },
  });
}

function insteadOf(
  then: Fact,
  now: Fact | { readonly broke: string } | undefined,
  words: (fact: Fact) => string,
): string {
  if (now === undefined) return "nothing";
  if ("broke" in now) return `an end: ${now.broke}`;
  return now.type === then.type && now.path === then.path ? "the same with other contents" : words(now);
}
