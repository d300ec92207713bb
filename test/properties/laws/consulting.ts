import type { Fact } from "../../../src/model/fact.ts";
import { crossed, type FactOf, factsOf } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { slotOf } from "../lives.ts";
import { verdictIn } from "../oracles/refine.ts";
import { placeOf } from "../planted.ts";
import type { GateDraft } from "../scenario.ts";
import { parentOf } from "./decisions.ts";

/** One opening of a gate, and all that happened at its agent and below until it decided, or was taken back. */
interface Opening {
  readonly path: string;
  readonly opened: FactOf<"gate.opened">;
  readonly draft: GateDraft | undefined;
  readonly between: readonly Fact[];
  readonly decided: FactOf<"gate.decided"> | undefined;
}

function openings(run: Judged, kind: FactOf<"gate.opened">["kind"]): readonly Opening[] {
  const { facts, places } = run;
  return factsOf(facts, "gate.opened").flatMap((opened) => {
    const { path, gate, seq } = opened;
    if (opened.kind !== kind) return [];
    const end = facts.find((fact) => fact.seq > seq && fact.path === path && isEnd(fact));
    const between = facts.slice(seq + 1, end?.seq ?? facts.length);
    const decided = end?.type === "gate.decided" ? end : undefined;
    return [{ path, opened, draft: gateNamed(places.get(placeOf(path))?.draft, gate), between, decided }];
  });
}

function isEnd({ type }: Fact): boolean {
  return type === "gate.decided" || type === "node.ended" || type === "node.failed";
}

function gateNamed(draft: object | undefined, name: string): GateDraft | undefined {
  if (draft === undefined || !("before" in draft) || !("after" in draft)) return undefined;
  const { before, after }: { before: unknown; after: unknown } = draft;
  const [side, index] = name.split("-");
  const gates: unknown = side === "before" ? before : after;
  return isGates(gates) ? gates[Number(index)] : undefined;
}

function isGates(gates: unknown): gates is readonly GateDraft[] {
  return Array.isArray(gates);
}

/** Who was asked, in order: the names of plans, and functions. */
function askedIn({ path, between }: Opening): readonly { readonly who: string; readonly knows: boolean }[] {
  const slots = new Map<string, { who: string; knows: boolean }>();
  for (const fact of between) {
    if (fact.path === path && (fact.type === "function.gave" || fact.type === "function.threw"))
      slots.set(`function ${fact.seq}`, {
        who: "a function",
        knows: fact.type === "function.gave" && fact.value !== null,
      });
    if (fact.path === path || parentOf(fact.path) !== path) continue;
    const slot = slotOf(fact.path);
    const who = slot.slice(path.length + 1).replace(/\[\d+\]$/, "");
    if (fact.type === "node.started" && !slots.has(slot)) slots.set(slot, { who, knows: false });
    if (fact.type === "node.ended" && GAVE.has(fact.how))
      slots.set(slot, { who, knows: crossed(fact.output) !== "null" });
  }
  return [...slots.values()];
}
const GAVE: ReadonlySet<string> = new Set(["done", "skipped", "restored"]);

/** The nearest who may know is asked first; only where it does not know, the next one. */
function asksInOrder(run: Judged): readonly string[] {
  return openings(run, "asking").flatMap((opening) => {
    const { path, opened, decided } = opening;
    const sources = run.sites.get(placeOf(path))?.sources ?? [];
    const expected = sources.map(({ plan }) => plan?.name ?? "a function");
    const asked = askedIn(opening);
    const names = asked.map(({ who }) => who);
    const isPrefix = names.join() === expected.slice(0, names.length).join();
    const early = asked.slice(0, -1).find(({ knows }) => knows);
    const isKnown = asked.at(-1)?.knows === true;
    const failed = run.facts.find(
      (fact) => fact.seq > (decided?.seq ?? Number.POSITIVE_INFINITY) && fact.path === path && isEnd(fact),
    );
    const isUnanswered = failed?.type === "node.failed" && failed.failure.code === "unanswered";
    return [
      ...(isPrefix ? [] : [`fact ${opened.seq}: ${names.join()} are asked, those who may know are ${expected.join()}`]),
      ...(early === undefined ? [] : [`fact ${opened.seq}: ${early.who} knows, and another is asked`]),
      ...(decided?.isPass === true && !isKnown ? [`fact ${decided.seq}: it is told, and nobody knows`] : []),
      ...(isUnanswered && names.length < expected.length ? [`fact ${opened.seq}: not all were asked`] : []),
    ];
  });
}

/** Each asking ends an attempt, and the answer begins the next one: nothing is decided in between. */
function costsAnAttempt({ facts, places }: Judged): readonly string[] {
  const answers = new Map<string, number>();
  const attempts = new Map<string, number>();
  return facts.flatMap((fact) => {
    const { path, type, seq } = fact;
    const draft = places.get(placeOf(path))?.draft;
    if (draft?.kind !== "agent") return [];
    if (type === "node.started") answers.set(path, 0);
    if (type === "attempt.started") attempts.set(path, fact.attempt);
    if (type !== "gate.decided" || fact.gate !== "asking" || !fact.isPass) return [];
    const count = (answers.get(path) ?? 0) + 1;
    answers.set(path, count);
    const asks = draft.asks ?? 0;
    if (count > asks) return [`fact ${seq}: ${path} is told for the ${count}. time, and may ask ${asks} times`];
    const next = facts.find((other) => other.seq > seq && other.path === path && NEXT.has(other.type));
    const isRight =
      next === undefined || next.type !== "attempt.started" || next.attempt === (attempts.get(path) ?? 0) + 1;
    return isRight && next?.type !== "supervisor.decided"
      ? []
      : [`fact ${seq}: ${path} is told, and ${next?.type} follows`];
  });
}
const NEXT: ReadonlySet<string> = new Set(["attempt.started", "supervisor.decided", "node.failed", "node.ended"]);

/** What a judge's plan gave, against what was made of it. */
function judgesTruly(run: Judged): readonly string[] {
  return openings(run, "judge").flatMap(({ path, opened, between, decided }) => {
    const ended = between.findLast(
      (fact) => fact.type === "node.ended" && parentOf(fact.path) === path && GAVE.has(fact.how),
    );
    if (decided === undefined || ended?.type !== "node.ended") return [];
    const isPass = verdictIn(ended.output)?.is === "pass";
    return decided.isPass === isPass
      ? []
      : [`fact ${decided.seq}: ${opened.gate} of ${path} said ${crossed(ended.output)}`];
  });
}

/** A judge is shown what its agent works on, and what that gave. */
function judgesTheOutput(run: Judged): readonly string[] {
  return openings(run, "judge").flatMap(({ path, opened, between }) => {
    const started = between.find((fact) => fact.type === "node.started" && parentOf(fact.path) === path);
    if (started?.type !== "node.started" || opened.when !== "after") return [];
    const { input } = started;
    const shown = typeof input === "object" && input !== null && "output" in input ? crossed(input.output) : "nothing";
    const given = run.facts.flatMap((fact) => {
      if (fact.path !== path || fact.seq > opened.seq) return [];
      if (fact.type === "work.returned") return [crossed(fact.output)];
      return fact.type === "question.answered" && fact.reply.verdict === "edit" ? [crossed(fact.reply.value)] : [];
    });
    const isPerson = run.places.get(placeOf(path))?.draft.kind === "human";
    return isPerson || given.includes(shown) ? [] : [`fact ${started.seq}: ${started.path} is shown ${shown}`];
  });
}

/** A confidence is compared with what the work said of its last output. */
function comparesTruly(run: Judged): readonly string[] {
  return openings(run, "confidence").flatMap(({ path, opened, draft, between, decided }) => {
    if (draft?.kind !== "confidence") return [];
    const is = opened.when === "after" ? confidenceIn(run, opened) : 0;
    const isAsked = between.some(({ type, path: at }) => type === "question.asked" && at === path);
    const mustAsk = is < draft.use && draft.ask !== undefined && is >= draft.ask.from;
    const isRight = isAsked === mustAsk && (mustAsk || decided === undefined || decided.isPass === is >= draft.use);
    return isRight ? [] : [`fact ${opened.seq}: ${is} of ${draft.use}, asked: ${isAsked}, passed: ${decided?.isPass}`];
  });
}

/** What the work said of its output; of what a person has made of that nobody doubts any more. */
function confidenceIn({ facts }: Judged, { path, seq }: FactOf<"gate.opened">): number {
  const before = facts.slice(0, seq).filter((fact) => fact.path === path);
  const returned = before.findLast((fact) => fact.type === "work.returned" || fact.type === "node.started");
  const asked = factsOf(before, "question.asked").filter(
    ({ question: { kind, isOfInput } }) => kind === "approval" && !isOfInput,
  );
  const ofOutput = new Set(asked.map(({ question }) => question.id));
  const isEdited = factsOf(before, "question.answered").some(
    (fact) => fact.seq > (returned?.seq ?? 0) && fact.reply.verdict === "edit" && ofOutput.has(fact.question),
  );
  if (isEdited) return 1;
  return returned?.type === "work.returned" ? (returned.about?.confidence ?? 0) : 0;
}

/** As many different people as must approve have, since the value was changed last; and only those who may. */
function signedByEnough(run: Judged): readonly string[] {
  return openings(run, "approval").flatMap(({ path, opened, draft, between, decided }) => {
    if (draft?.kind !== "approval") return [];
    const answers = factsOf(between, "question.answered").filter((fact) => fact.path === path);
    const last = answers.findLastIndex(({ reply }) => reply.verdict === "edit");
    const people = new Set(answers.slice(Math.max(0, last)).map(({ by }) => by));
    const isAsked = between.some(({ type, path: at }) => type === "question.asked" && at === path);
    const isDue = isAsked && decided?.isPass === true && !decided.isUnattended;
    const { quorum = 1, roles } = draft;
    const strangers = answers.filter(({ role }) => roles !== undefined && !roles.some((known) => known === role));
    return [
      ...(isDue && people.size < quorum ? [`fact ${opened.seq}: ${people.size} of ${quorum} approved`] : []),
      ...strangers.map(({ seq, role }) => `fact ${seq}: ${role} may not answer`),
    ];
  });
}

/** Plans and people that are asked about a value, and about what work lacks. */
export const CONSULTING_LAWS: readonly Law[] = [
  { says: "who may know is asked in order, the nearest first, until somebody does", against: asksInOrder },
  { says: "each answer costs one attempt, and there are no more of them than there may be", against: costsAnAttempt },
  { says: "a judge's gate decides as its plan says", against: judgesTruly },
  { says: "a judge is shown what the agent gave", against: judgesTheOutput },
  { says: "a confidence is compared with what the work says of itself", against: comparesTruly },
  { says: "an approval passes when enough different people approve of the same value", against: signedByEnough },
];
