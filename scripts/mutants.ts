import { type Mutant, mutant } from "./mutant.ts";
import { JOURNAL_MUTANTS } from "./journal-mutants.ts";
import { PATTERN_MUTANTS } from "./pattern-mutants.ts";

const AGENT = "machines/agent.machine.ts";
const SUPERVISOR = "machines/supervisor.machine.ts";
const RECOVER = "machines/supervision/recover.ts";
const REGROUP = "machines/supervision/regroup.ts";
const STOPPING = "machines/supervision/stopping.ts";
const DECIDE = "supervisors/decide.ts";
const BOOK = "src/budget/book.ts";
const AGENT_EFFECTS = "src/kernel/agent-effects.ts";
const GROUP_EFFECTS = "src/kernel/group-effects.ts";
const CHARGING = "src/kernel/charging.ts";
const HARVEST = "src/kernel/harvest.ts";

/** What was done about stale and late things. */
const LATE: readonly Mutant[] = [
  mutant("an attempt's answer is heard whatever attempt it is of", AGENT, [
    'return "attempt" in event && event.attempt === attempt;',
    'return "attempt" in event && attempt > 0;',
  ]),
  mutant("the verdict of a closed gate is heard", AGENT, [
    'return "gate" in event && event.gate === gate;',
    'return "gate" in event && gate > 0;',
  ]),
  mutant("a former life's word is heard", SUPERVISOR, [
    "slotAt({ group: context.group, requests: [] }, event.slot)?.life === event.life,",
    "slotAt({ group: context.group, requests: [] }, event.slot) !== undefined,",
  ]),
  mutant("what comes of aborted work is taken for its output", AGENT, [
    'WORK_RETURNED: { guard: "isCurrent", target: "#agent.failed" },',
    'WORK_RETURNED: { guard: "isCurrent", target: "#agent.done", actions: "keepOutput" },',
  ]),
  mutant("work that ended is still waited for", AGENT_EFFECTS, ["  forget(core, agent.effect);\n", ""]),
  mutant("an answer to a closed question is taken", "src/kernel/arrivals.ts", [
    "if (asked === undefined || !core.outstanding.has(id)) {",
    "if (asked === undefined) {",
  ]),
];

/** How failures are counted and decided about. */
const DECISIONS: readonly Mutant[] = [
  mutant("a retry is not counted", RECOVER, [
    "    attempts: slot.attempts + 1,\n    issues: undefined,\n    next:",
    "    attempts: slot.attempts,\n    issues: undefined,\n    next:",
  ]),
  mutant("a round of revise is not counted", RECOVER, ["rounds: slot.rounds + 1,", "rounds: slot.rounds,"]),
  mutant("the same issues twice are no reason to stop revising", RECOVER, [
    "isSameIssue: slot.issues !== undefined && slot.issues === issuesText(failure),",
    "isSameIssue: false,",
  ]),
  mutant("a permanent failure may be retried", "supervisors/defaults.ts", [
    "permanent: GIVE_UP,",
    "permanent: ANOTHER_TRY,",
  ]),
  mutant("the deadline does not matter to a retry", DECIDE, [
    "asked.deadline !== undefined && asked.now + delayMs >= asked.deadline",
    "asked.deadline !== undefined && asked.now + delayMs < 0",
  ]),
  mutant("work that may still go on is run again", DECIDE, [
    'asked.failure.kind === "unresponsive" && !asked.isRepeatable',
    'asked.failure.kind === "unresponsive" && asked.isRepeatable && asked.now < 0',
  ]),
  mutant("the outermost policy is asked first where two name the kind", "supervisors/policy.ts", [
    "    if (name !== undefined && chain !== undefined) return {",
    "    if (name !== undefined && chain !== undefined && link.up === undefined) return {",
  ]),
  mutant("a fallback is turned to again when it has failed", RECOVER, [", after: former.rule }", " }"]),
  mutant("a retry behind a fallback is sent to the stand-in", RECOVER, [
    'failure.kind !== "escalated" && it.isGone !== true;',
    'failure.kind !== "escalated";',
  ]),
  mutant("an escalation is told twice", RECOVER, [
    '  turn.requests.push({ ask: "noteEscalation", from: occupant.path, to: turn.group.path, failure });\n',
    '  for (let i = 0; i < 2; i++) turn.requests.push({ ask: "noteEscalation", from: occupant.path, to: turn.group.path, failure });\n',
  ]),
  mutant("a person is asked again and again", RECOVER, ["    turn.group.asksPerson = false;\n", ""]),
  mutant("a part with a spent ledger is asked about it over and over", RECOVER, [
    " && !hasGivenUp(failure, poorest.owner)",
    "",
  ]),
  mutant("a parent's fallback is refused because the child's ledger is spent", DECIDE, [
    "return !directive.costsSteps || hasStepsAbove(asked, owner) ? undefined : OUT_OF_STEPS;",
    "return !directive.costsSteps || owner === undefined || hasSteps(asked, 1) ? undefined : OUT_OF_STEPS;",
  ]),
  mutant("a backoff grows beyond its cap", "supervisors/backoff.ts", [
    "const capped = Math.min(rule.maxMs, grown);",
    "const capped = Math.max(rule.maxMs, grown);",
  ]),
  mutant("a provider's retry-after is not heard", "supervisors/backoff.ts", [
    "return Math.max(own, Math.ceil(chance.retryAfterMs ?? 0));",
    "return Math.max(own, Math.min(0, chance.retryAfterMs ?? 0));",
  ]),
  mutant("fetch failed is taken for a programming error", "supervisors/classify.ts", [
    'if (behind.some((link) => link.code !== undefined && NETWORK_CODES.has(link.code))) return "transient";',
    'if (NETWORK_CODES.has(thrown.code ?? "")) return "transient";',
  ]),
  mutant("a kind that is none reaches the decision", "src/model/fail.ts", [
    "return isFailureKind(kind) ? kind : undefined;",
    'return typeof kind === "string" ? JSON.parse(JSON.stringify(kind)) : undefined;',
  ]),
];

/** How groups restart and stop. */
const GROUPS: readonly Mutant[] = [
  mutant("a restart of the rest takes the earlier ones along", REGROUP, [
    "slot.order > culprit.order,",
    "slot.order !== culprit.order,",
  ]),
  mutant("restarts are not counted", REGROUP, ["turn.group.restarts += 1;", "turn.group.restarts += 0;"]),
  mutant("victims of a restart are stopped in the order of their starts", REGROUP, [
    "const victim = turn.group.regroup?.toStop.at(-1);",
    "const victim = turn.group.regroup?.toStop.at(0);",
  ]),
  mutant("a victim that has stopped is stopped again", REGROUP, [
    '  change(turn, slot, { phase: "ended", answers: answers ?? slot.answers });\n  turn.group.regroup',
    "  turn.group.regroup",
  ]),
  mutant("going back takes nothing back", REGROUP, ['    turn.requests.push({ ask: "void", path: slot.path });\n', ""]),
  mutant("going back leaves what a fallback did in the place of a step", REGROUP, [
    '    turn.requests.push({ ask: "void", path: slot.path });\n',
    '    turn.requests.push({ ask: "void", path: slot.occupant.path });\n',
  ]),
  mutant("members are stopped in the order of their starts", STOPPING, [
    "const next = turn.group.toStop.at(-1);",
    "const next = turn.group.toStop.at(0);",
  ]),
  mutant("members are stopped all at once", STOPPING, [
    'const isAtOnce = isPool || stopsHow !== "abort";',
    'const isAtOnce = isPool || stopsHow !== "drain";',
  ]),
  mutant("members go on while they wait for their turn to stop", STOPPING, ["if (!isHeld) for", "if (isHeld) for"]),
  mutant("a pending retry survives a stop", STOPPING, [
    '  turn.requests.push({ ask: "unwait", slot: slot.slot });\n',
    "",
  ]),
  mutant("a start in the queue is not taken back", GROUP_EFFECTS, [
    'if (request.ask === "stop" && group.starting.has(request.slot)) return takeBack(core, group, request);',
    'if (request.ask === "stop" && group.starting.has(-1)) return takeBack(core, group, request);',
  ]),
  mutant("a start overtakes a stop", "src/kernel/kernel.ts", [
    "if (core.outcome !== undefined || isOvertaken(letter)) return;",
    "if (core.outcome !== undefined || (isOvertaken(letter) && core.now < 0)) return;",
  ]),
  mutant("work is aborted before it is begun", "src/kernel/in-order.ts", [
    "withdraw: (id, why) => void held.push(() => session.withdraw(id, why)),",
    "withdraw: (id, why) => void (held.length < 0 ? held.push(() => {}) : session.withdraw(id, why)),",
  ]),
  mutant("a refused attempt that is being aborted never ends", AGENT, [
    '            REFUSED: { guard: "isCurrent", target: "#agent.failed" },\n            GRACE_OVER',
    "            GRACE_OVER",
  ]),
];

/** How work is aborted, gated, and people asked. */
const WORK: readonly Mutant[] = [
  mutant("a timeout is not waited for: the work goes on beside its next attempt", AGENT, [
    'TIMEOUT: { guard: "isCurrent", target: "aborting", actions: "keepFailure" },',
    'TIMEOUT: { guard: "isCurrent", target: "#agent.failed", actions: "keepFailure" },',
  ]),
  mutant("the grace is over at once", AGENT_EFFECTS, ["at: core.now + core.graceMs, fire", "at: core.now, fire"]),
  mutant("abandoned work is not listed", AGENT_EFFECTS, ["  core.abandoned.push(agent.effect);\n", ""]),
  mutant("the timeout goes on after the end of the work", AGENT_EFFECTS, [
    "  agent.effect = undefined;\n  core.timers.cancel(agent.timer);\n",
    "  agent.effect = undefined;\n",
  ]),
  mutant("a retry does not pass the gates before the work", AGENT, [
    '          { guard: "isGatedBefore", target: "awaiting-gate", actions: ["nextAttempt", "firstGate"] },\n          { target: "working", actions: "nextAttempt" },',
    '          { guard: "isOpenGate", target: "awaiting-gate", actions: ["nextAttempt", "firstGate"] },\n          { target: "working", actions: "nextAttempt" },',
  ]),
  mutant("the last gate is not asked", "machines/gate-order.ts", [
    'return index < gatesAfter ? { when: "after", index } : undefined;',
    'return index < gatesAfter - 1 ? { when: "after", index } : undefined;',
  ]),
  mutant("a no is a yes", "machines/gate-verdict.ts", [
    "if (said === true || (Array.isArray(said) && said.length === 0)) return { pass: true };",
    "if (said !== false || (Array.isArray(said) && said.length === 0)) return { pass: true };",
  ]),
  mutant("a question stays on the list when its agent stops", "src/kernel/gate-effects.ts", [
    '  close(core, gate.question, "withdrawn");\n',
    "",
  ]),
  mutant("work begins behind a gate that passes while its group drains", "machines/agent-context.ts", [
    '(event.how !== "drain" || place?.when !== "after");',
    'event.how !== "drain";',
  ]),
  mutant("an idempotency key outlives the work that was taken back above it", "src/kernel/life.ts", [
    "    voids += core.voids.get(above) ?? 0;\n",
    "    voids += above === path ? (core.voids.get(above) ?? 0) : 0;\n",
  ]),
];

/** What is paid, and what is kept. */
const LEDGERS: readonly Mutant[] = [
  mutant("a ledger's no is not heard", BOOK, [
    "limit.steps !== undefined && ledger.steps + ask.steps > limit.steps)",
    "limit.steps !== undefined && ledger.steps + ask.steps > limit.steps + 1)",
  ]),
  {
    name: "a step is charged after the work and not before",
    edits: [
      { file: AGENT_EFFECTS, from: "  core.book = reserved;\n", to: "" },
      {
        file: AGENT_EFFECTS,
        from: "  core.book = release(core.book, agent.ledgers, agent.reservedUsd);\n",
        to: "  const charged = reserve(core.book, agent.ledgers, { steps: 1, usd: 0 });\n  if (!isRefused(charged)) core.book = release(charged, agent.ledgers, 0);\n",
      },
    ],
  },
  mutant("only the nearest ledger is charged", AGENT_EFFECTS, [
    "reserve(core.book, agent.ledgers, { steps: 1, usd });",
    "reserve(core.book, agent.ledgers.slice(0, 1), { steps: 1, usd });",
  ]),
  mutant("money that was reserved is never free again", AGENT_EFFECTS, [
    "  core.book = release(core.book, agent.ledgers, agent.reservedUsd);\n",
    "  core.book = release(core.book, agent.ledgers, 0);\n",
  ]),
  mutant("started agents are not counted", BOOK, ["spawned: ledger.spawned + 1 }", "spawned: ledger.spawned }"]),
  mutant("spent money stops nothing", CHARGING, [
    "  if (spent !== undefined && !hasFailed(core, spent.owner)) halt(core, spent);\n",
    "  if (spent !== undefined && core.now < 0) halt(core, spent);\n",
  ]),
  mutant("what is reported counts beside what was promised", CHARGING, [
    "  core.book = release(core.book, agent.ledgers, paid);\n",
    "",
  ]),
  mutant("what is reported after the end costs nothing", CHARGING, [
    "  settleOn(core, ownersOf(core, path), usage);\n",
    "",
  ]),
  mutant("wall time runs while people are waited for", "src/kernel/wall.ts", [
    "    else stop(core, clock, clock.since);\n",
    "    else if (core.now < 0) stop(core, clock, clock.since);\n",
  ]),
  mutant("wall time does not count backoffs", GROUP_EFFECTS, ["  busy(core, owners, 1);\n", ""]),
  mutant("a new life of a part starts on wall time that is over", AGENT_EFFECTS, [
    "spentWall(core, agent.ledgers) ?? reserve",
    "spentWall(core, []) ?? reserve",
  ]),
  mutant("a deadline is noticed by its alarm alone", AGENT_EFFECTS, [
    "  if (isOverdue(core)) return refuseLate(core, agent, attempt);\n",
    "",
  ]),
  mutant("a skip does not degrade the run", HARVEST, [
    "      skipped.push({ path, failure, at: now++ });\n    },\n    pass",
    "      now += failure.message.length;\n    },\n    pass",
  ]),
  mutant("what passed because nobody looked does not degrade the run", HARVEST, [
    "for (const failure of failures) skipped.push({ path, failure, at: now++ });",
    "for (const failure of failures) now += path.length + failure.message.length;",
  ]),
  mutant("what a stand-in replaced still degrades the run", HARVEST, [
    "replace: (path) => void replaced.set(path, now++),",
    "replace: (path) => void replaced.get(path),",
  ]),
  mutant("a finished member is run again when its group restarts", HARVEST, [
    "if (before === undefined || isVoid(path, before.at)) return undefined;",
    "if (before === undefined || isVoid(path, before.at) || now > 0) return undefined;",
  ]),
  mutant("finished work is restored on another input", HARVEST, [
    "return isSameJson(before.input, input) ? before : undefined;",
    "return isSameJson(before.input, before.input) || input === before ? before : undefined;",
  ]),
  mutant("finished work is lost when the run fails", HARVEST, [
    "if (isWork && !isVoid(path, at)) kept.push",
    "if (isWork && !isVoid(path, at) && now < 0) kept.push",
  ]),
];

/** At least twenty; each must be killed by the properties or by a unit test, or be shown to be none. */
export const MUTANTS: readonly Mutant[] = [
  ...LATE,
  ...DECISIONS,
  ...GROUPS,
  ...WORK,
  ...LEDGERS,
  ...PATTERN_MUTANTS,
  ...JOURNAL_MUTANTS,
];
