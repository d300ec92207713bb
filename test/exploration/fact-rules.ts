import type { Fact } from "../../src/model/fact.ts";

/** What the facts of a run must never say, whatever happened. */
export function brokenRules(facts: readonly Fact[]): readonly string[] {
  return [
    ...startsAfterTheCancel(facts),
    ...unevenLives(facts),
    ...lostFinishedWork(facts),
    ...restoredFromNothing(facts),
    ...wrongBills(facts),
  ];
}

/** Once a cancel has been taken in, nothing starts: whatever the world says afterwards. */
function startsAfterTheCancel(facts: readonly Fact[]): readonly string[] {
  const cancel = facts.findIndex(({ type }) => type === "run.cancelled");
  if (cancel < 0) return [];
  const taken = facts.findIndex(({ source }, index) => index > cancel && source === "kernel");
  const next = facts.findIndex(({ source }, index) => index > taken && source === "world");
  if (taken < 0 || next < 0) return [];
  return facts
    .slice(next)
    .filter(({ type }) => type === "attempt.started" || type === "question.asked" || type === "gate.opened")
    .map(({ type, path }) => `${type} of ${path} after the run was cancelled`);
}

/** At most one life of a path at a time, and at the end none; at most one attempt of a path at a time. */
function unevenLives(facts: readonly Fact[]): readonly string[] {
  const wrongs: string[] = [];
  const lives = new Set<string>();
  for (const fact of facts) {
    const { path } = fact;
    if (fact.type === "node.started") {
      if (lives.has(path)) wrongs.push(`${path} has two lives at once`);
      lives.add(path);
    }
    if (fact.type === "node.ended") {
      if (fact.how !== "restored" && !lives.has(path)) wrongs.push(`${path} ended and was not alive`);
      lives.delete(path);
    }
    if (fact.type === "run.ended" && lives.size > 0) wrongs.push(`never ended: ${[...lives].join(", ")}`);
  }
  return wrongs;
}

/** What an agent finished with, and nobody took back, is in the outcome. */
function lostFinishedWork(facts: readonly Fact[]): readonly string[] {
  const finished = new Map<string, unknown>();
  const wrongs: string[] = [];
  const agents = new Set(facts.flatMap((fact) => (fact.type === "attempt.started" ? [fact.path] : [])));
  for (const fact of facts) {
    if (fact.type === "node.ended" && fact.how === "done" && agents.has(fact.path))
      finished.set(fact.path, fact.output);
    if (fact.type === "node.voided")
      for (const path of finished.keys()) if (isBelow(path, fact.path)) finished.delete(path);
    if (fact.type !== "run.ended") continue;
    for (const path of finished.keys())
      if (!(path in fact.outcome.finished)) wrongs.push(`the finished work of ${path} is lost`);
  }
  return wrongs;
}

/** What is restored had finished, whoever did it, and nobody took that back. */
function restoredFromNothing(facts: readonly Fact[]): readonly string[] {
  const finished = new Set<string>();
  const wrongs: string[] = [];
  for (const fact of facts) {
    const { path } = fact;
    if (fact.type === "node.voided") for (const one of finished) if (isBelow(one, path)) finished.delete(one);
    if (fact.type !== "node.ended") continue;
    if (fact.how === "done" || fact.how === "skipped") finished.add(path);
    const isKept = [...finished].some((one) => one.replace(/(\/fallback:[^/]*)+$/, "") === path || one === path);
    if (fact.how === "restored" && !isKept) wrongs.push(`${path} is restored, and what it gave was taken back`);
  }
  return wrongs;
}

function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

/** Every attempt is a step, and there are never more of them than the budget has. */
function wrongBills(facts: readonly Fact[]): readonly string[] {
  const attempts = facts.filter(({ type }) => type === "attempt.started").length;
  return facts.flatMap((fact) => {
    if (fact.type === "run.started" && attempts > (fact.budget.steps ?? Number.POSITIVE_INFINITY))
      return [`${attempts} attempts are over the budget`];
    if (fact.type !== "run.ended" || fact.outcome.spend.steps === attempts) return [];
    return [`${fact.outcome.spend.steps} steps are billed for ${attempts} attempts`];
  });
}
