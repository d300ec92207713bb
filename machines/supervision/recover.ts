import { escalationOf, type Failure } from "../../src/model/failure.ts";
import { canonical } from "../../src/model/json.ts";
import { isWithin } from "../../src/model/path.ts";
import { type Asked, decide, type Decision } from "../../supervisors/decide.ts";
import type { Lineage, Rule } from "../../supervisors/policy.ts";
import type { Stamp, StopHow, SupervisorEvent, Verdict } from "../events.ts";
import { isMoot, toleratesFailure } from "../../src/patterns/catalogue.ts";
import { NO_ANSWERS } from "../agent-context.ts";
import { childGivenUp } from "./advance.ts";
import { again, anew, voidUnresolved, wait } from "./again.ts";
import { change, endAs, lineageOf, type Slot, slotAt, standIn, type Turn } from "./group.ts";
import { groupMembers, regroup, rewindTarget } from "./regroup.ts";
import { isVoidable } from "./voidable.ts";

type Event<T extends SupervisorEvent["type"]> = Extract<SupervisorEvent, { type: T }>;

/** A failure under decision: of whom, what, and with which stamps. */
interface Case {
  readonly slot: Slot;
  readonly failure: Failure;
  readonly stamp: Stamp;
  /** Another plan stood in for it: its own actor is gone, and another try is a new life. */
  readonly isGone?: true;
}

/**
 * A child failed. Its failure has one decision: here, unless one was taken further down about a node further up. A
 * member that is being stopped for a restart has none: it is about to start anew in any case.
 */
export function childFailed(turn: Turn, event: Event<"CHILD_FAILED">): void {
  const slot = slotAt(turn, event.slot);
  if (slot === undefined || turn.group.regroup?.toStop.includes(slot.slot)) return;
  if (slot.phase === "waiting") turn.requests.push({ ask: "unwait", slot: slot.slot });
  const { verdict, stamp, answers = slot.answers } = event;
  const up = change(turn, slot, { phase: "up", next: undefined, answers });
  const it: Case = { slot: up, failure: event.failure, stamp };
  if (verdict === undefined) return decideAbout(turn, it, { lineage: lineageOf(turn.group, up) });
  if (verdict.owner !== up.occupant.path) return passOn(turn, it, verdict);
  if (verdict.does === "spent") return decideAbout(turn, it, { lineage: lineageOf(turn.group, up) });
  if (verdict.directive !== undefined && verdict.rule !== undefined)
    return carryOut(turn, it, { directive: verdict.directive, rule: verdict.rule });
  return giveUp(turn, it);
}

/** The pattern's own function threw: a defect of this node, for the policies that see this node; unless it was about what is void. */
export function functionThrew(turn: Turn, event: Event<"NOT_EVALUATED">): void {
  if (isMoot(turn.group.course, event.key, (slot) => isVoidable(turn, slot))) return;
  endAs(turn, { how: "failed", failure: event.failure });
}

/** Which policies are asked, and behind which place of their chain. */
interface Sight {
  readonly lineage: Lineage | undefined;
  readonly after?: Rule;
}

/** Asks the policies, notes the decision, and only then acts on it. */
function decideAbout(turn: Turn, it: Case, sight: Sight): void {
  act(turn, it, decided(turn, it, sight));
}

function decided(turn: Turn, it: Case, sight: Sight): Decision {
  const { slot, failure } = it;
  const decision = decide(asked(turn, it, sight));
  const { attempts, rounds } = slot;
  const { restarts } = turn.group;
  turn.requests.push({ ask: "note", path: slot.occupant.path, failure, decision, attempts, rounds, restarts });
  return decision;
}

function asked(turn: Turn, { slot, failure, stamp }: Case, see: Sight): Asked {
  return {
    failure,
    path: slot.occupant.path,
    lineage: see.lineage,
    attempts: slot.attempts,
    rounds: slot.rounds,
    isSameIssue: slot.issues !== undefined && slot.issues === issuesText(failure),
    restarts: turn.group.restarts,
    members: (directive) => groupMembers(turn, slot, directive)?.length,
    isRepeatable: slot.occupant.info.isRepeatable,
    isFree: slot.occupant.info.isFree === true,
    now: stamp.now,
    draw: stamp.draw,
    ...(stamp.deadline === undefined ? {} : { deadline: stamp.deadline }),
    ...(stamp.steps === undefined
      ? {}
      : { stepsLeft: stamp.steps.left, stepsAbove: (owner) => stepsAbove(stamp, owner) }),
    ...(see.after === undefined ? {} : { after: see.after }),
  };
}

/**
 * What is left for a plan that stands in for the owner: its own ledger, and those below it, do not pay for that. The
 * run's does, which bears the name of its plan and pays for whatever stands in for that too.
 */
function stepsAbove({ ledgers = [] }: Stamp, owner: string): number | undefined {
  const pays = (payer: string) => !payer.includes("/") || !isWithin(payer, owner);
  const left = ledgers.filter((ledger) => pays(ledger.owner)).map((ledger) => ledger.left);
  return left.length === 0 ? undefined : Math.min(...left);
}

function issuesText(failure: Failure): string {
  return canonical(failure.issues ?? failure.message);
}

function act(turn: Turn, it: Case, decision: Decision): void {
  const { directive, rule } = decision;
  const { slot, failure, stamp } = it;
  const poorest = stamp.steps;
  const isLedgersEnd = directive.does === "escalate" && decision.isOutOfSteps;
  if (isLedgersEnd && poorest !== undefined && !hasGivenUp(failure, poorest.owner))
    return outOfSteps(turn, it, poorest.owner);
  if (directive.does === "retry") return retry(turn, it, decision);
  if (directive.does === "revise") {
    const feedback = { previous: failure.previous ?? null, issues: failure.issues ?? [{ message: failure.message }] };
    const counted = change(turn, slot, { rounds: slot.rounds + 1, issues: issuesText(failure), feedback });
    return it.isGone === true ? anew(turn, counted) : again(turn, counted);
  }
  if (rule.owner === slot.occupant.path) return carryOut(turn, it, { directive, rule });
  passOn(turn, it, { owner: rule.owner, does: directive.does, directive, rule });
}

/** A try was wanted that no ledger can pay for: that is the ledger's end, not this node's. */
function outOfSteps(turn: Turn, it: Case, owner: string): void {
  const message = `no steps left for another try of ${it.slot.occupant.path}`;
  const failure: Failure = { kind: "budget", path: owner, message, code: "steps", cause: it.failure };
  const verdict: Verdict = { owner, does: "spent", isDrain: true };
  if (owner !== it.slot.occupant.path) return passOn(turn, { ...it, failure }, verdict);
  decideAbout(turn, { ...it, failure }, { lineage: lineageOf(turn.group, it.slot) });
}

/** Whether the owner was asked about its spent ledger already, or gave up before: it does neither twice. */
function hasGivenUp({ kind, path, cause }: Failure, owner: string): boolean {
  if (path === owner && (kind === "budget" || kind === "escalated")) return true;
  return cause !== undefined && hasGivenUp(cause, owner);
}

function retry(turn: Turn, it: Case, { directive, delayMs }: Decision): void {
  if (directive.does !== "retry") return;
  const { slot, failure, stamp } = it;
  const until = stamp.now + delayMs;
  const target = directive.from === undefined ? undefined : rewindTarget(turn, slot, directive.from);
  if (target !== undefined || directive.scope !== "one")
    return regroup(turn, slot, { directive, target, failure, now: stamp.now, until });
  voidUnresolved(turn, slot, failure);
  const isInPlace = slot.occupant.info.isAgent && failure.kind !== "escalated" && it.isGone !== true;
  const counted = change(turn, slot, {
    attempts: slot.attempts + 1,
    issues: undefined,
    next: isInPlace ? "again" : "anew",
  });
  if (delayMs > 0) return wait(turn, counted, until);
  return isInPlace ? again(turn, counted) : anew(turn, counted);
}

type Carried = Pick<Decision, "directive" | "rule">;

/** A decision about whoever is at work in this slot: a declared value, another plan, or the end of it. */
function carryOut(turn: Turn, it: Case, { directive, rule }: Carried): void {
  const { slot, failure } = it;
  if (directive.does === "skip") {
    turn.requests.push({ ask: "skip", slot: slot.slot, path: slot.occupant.path, value: directive.value, failure });
    return;
  }
  const next = directive.does === "fallback" ? standIn(slot, directive.plan, { rule, failure }) : undefined;
  if (next === undefined) return giveUp(turn, it);
  conclude(turn, slot, `replaced by ${next.info.name}`);
  const fresh = { attempts: 1, rounds: 0, answers: NO_ANSWERS, issues: undefined, feedback: slot.told };
  anew(turn, change(turn, slot, { occupant: next, ...fresh }));
}

/**
 * The end of whoever is at work. A stand-in's end sends the decision back to where it was made, behind the fallback;
 * the child's own end asks the next policy above about it, as an escalation.
 */
function giveUp(turn: Turn, it: Case): void {
  const { slot, stamp } = it;
  const { occupant } = slot;
  const failure = it.failure.path === occupant.path ? it.failure : escalationOf(it.failure, occupant.path);
  const former = occupant.standsInFor;
  if (former !== undefined) {
    const back = change(turn, slot, {
      occupant: former.occupant,
      attempts: former.attempts,
      rounds: former.rounds,
      answers: former.answers,
    });
    const original: Case = { slot: back, failure: { ...former.failure, cause: failure }, stamp, isGone: true };
    return decideAbout(turn, original, { lineage: lineageOf(turn.group, back), after: former.rule });
  }
  const above: Case = { slot, failure: asEscalated(failure, occupant.path), stamp };
  if (isDispensable(turn, above)) {
    conclude(turn, slot, "given up");
    return childGivenUp(turn, slot, failure);
  }
  turn.requests.push({ ask: "noteEscalation", from: occupant.path, to: turn.group.path, failure });
  if (turn.group.asksPerson) {
    change(turn, slot, { phase: "asking", asked: failure });
    turn.group.asksPerson = false;
    turn.requests.push({ ask: "question", slot: slot.slot, path: occupant.path, failure });
    return;
  }
  const decision = decided(turn, above, { lineage: turn.group.lineage });
  if (decision.rule.by === "policy") return act(turn, above, decision);
  passOn(turn, { ...it, failure }, { owner: turn.group.path, does: "escalate" });
}

/** Whether the pattern goes on without whoever is given up. That is no escalation, as long as no policy says what to do. */
function isDispensable(turn: Turn, it: Case): boolean {
  if (!toleratesFailure(turn.group.course, it.slot.slot)) return false;
  return decide(asked(turn, it, { lineage: turn.group.lineage })).rule.by !== "policy";
}

/** The failure as the policies above are asked about it. */
function asEscalated(failure: Failure, path: string): Failure {
  return failure.kind === "escalated" ? failure : escalationOf(failure, path);
}

/** The group fails, because of a decision that concerns it or a node above it. */
function passOn(turn: Turn, { slot, failure }: Case, verdict: Verdict): void {
  conclude(turn, slot, verdict.does === "spent" ? "out of budget" : "escalated");
  change(turn, slot, { phase: "ended" });
  endAs(turn, { how: "failed", failure, verdict }, stopsFor(verdict));
}

/** Whoever is at work in the slot failed for good. */
function conclude(turn: Turn, { slot, occupant }: Slot, disposition: string): void {
  turn.requests.push({ ask: "conclude", slot, path: occupant.path, disposition });
}

/** A spent ledger ends more than its own branch: what is paid for runs to its end, what goes on costing is halted. */
function stopsFor({ does, isDrain }: Verdict): StopHow {
  if (does !== "spent") return "abort";
  return isDrain === true ? "drain" : "halt";
}
