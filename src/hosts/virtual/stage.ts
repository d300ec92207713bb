import type { Effect } from "../../model/effect.ts";
import type { Usage } from "../../model/usage.ts";
import { ask, decline, handOff } from "../../plan/said.ts";
import type { AgentSpec, Spec } from "../../plan/spec.ts";
import { type Attempt, readResult, type Result, startAttempt, thrownBy } from "../attempt.ts";
import { readUsage } from "../read-usage.ts";
import type { Act, Script } from "./act.ts";

type Work = Extract<Effect, { kind: "work" }>;

/** An attempt that has begun and not ended. */
interface UnderWay {
  readonly path: string;
  /** The agent's own function runs; else an act is played. */
  readonly isReal: boolean;
  readonly attempt: Attempt;
}

/** What the stage needs of the session: to say what came, now or at a later virtual time. */
export interface Wings {
  /** Says whether it stands alone: see `Report`. */
  say(result: Result): boolean;
  /** Lets something happen `ms` virtual milliseconds from now. */
  later(ms: number, happen: () => void): void;
}

/** Where attempts are played: those that the script has an act for, and those that really run. */
export interface Stage {
  readonly under: ReadonlyMap<string, UnderWay>;
  begin(effect: Work, spec: Spec): void;
  /** Takes an attempt off the stage. */
  ended(id: string): void;
}

/** A stage for one run. */
export function createStage(script: Script, wings: Wings): Stage {
  const under = new Map<string, UnderWay>();
  return {
    under,
    begin(effect, spec) {
      const { id, path, attempt, input } = effect;
      const { agent } = spec;
      if (agent === undefined) throw new Error(`no agent at ${path}`);
      const act = script.act?.({ path, attempt, input });
      const held: { attempt: Attempt } = { attempt: { abort: () => {} } };
      under.set(id, { path, isReal: act === undefined, attempt: { abort: (why) => held.attempt.abort(why) } });
      held.attempt = act === undefined ? startAttempt(effect, agent, wings.say) : play(act, { id, agent }, wings);
    },
    ended: (id) => void under.delete(id),
  };
}

/** Plays one act: what it uses, its end, its echoes, and what it does when it is aborted. */
function play(act: Act, { id, agent }: { readonly id: string; readonly agent: AgentSpec }, wings: Wings): Attempt {
  let isOver = false;
  const end = (result: Result) => {
    if (isOver) return;
    isOver = true;
    for (let i = 0; i <= (act.echoes ?? 0); i++) wings.say(result);
  };
  const spend = (usage: Usage) => {
    try {
      wings.say({ kind: "spent", id, usage: readUsage(usage) });
    } catch (error) {
      end({ kind: "threw", id, thrown: thrownBy(agent, error) });
    }
  };
  for (const { afterMs, usage } of act.spends ?? []) wings.later(afterMs, () => spend(usage));
  const { ends, onAbort = "ends" } = act;
  if (ends !== undefined) wings.later(act.afterMs ?? 0, () => end(resultOf(id, agent, ends)));
  const obey = () => end({ kind: "threw", id, thrown: { name: "AbortError", message: "aborted" } });
  return {
    abort() {
      if (onAbort !== "ignores") wings.later(onAbort === "ends" ? 0 : onAbort.afterMs, obey);
    },
  };
}

/** As it would be read of real work, which may throw while it is read. */
function resultOf(id: string, agent: AgentSpec, ends: NonNullable<Act["ends"]>): Result {
  if ("throws" in ends) return { kind: "threw", id, thrown: thrownBy(agent, ends.throws) };
  try {
    const result = readResult(id, agent, saidIn(agent, ends));
    if (!("kind" in result)) throw new TypeError("a stand-in needs a schema that validates at once");
    return result.kind === "returned" && "about" in ends && ends.about !== undefined
      ? { ...result, about: ends.about }
      : result;
  } catch (error) {
    return { kind: "threw", id, thrown: thrownBy(agent, error) };
  }
}

function saidIn({ handsTo }: AgentSpec, ends: Exclude<Act["ends"], undefined | { throws: unknown }>): unknown {
  if ("handsOff" in ends) return handOff(handsTo, ends.handsOff.to, ends.handsOff.context);
  if ("asks" in ends) return ask(ends.asks);
  return "declines" in ends ? decline(ends.declines) : ends.returns;
}
