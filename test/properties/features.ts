import { within } from "./history.ts";
import { parentOf } from "./laws/decisions.ts";
import { placeOf } from "./planted.ts";
import type { Played } from "./play.ts";

/** What was seen in a run, by name; each name counts once per run. */
export function featuresOf(played: Played): ReadonlySet<string> {
  const { facts, outcome, log, calls, scenario, places } = played;
  const seen = new Set<string>([`outcome ${outcome.status}`]);
  const started = new Set(facts.flatMap((fact) => (fact.type === "node.started" ? [fact.kind] : [])));
  for (const kind of started) seen.add(`pattern ${kind}`);
  for (const fact of facts) {
    if (fact.type === "node.failed") seen.add(`kind ${fact.failure.kind}`);
    if (fact.type === "supervisor.decided") seen.add(`directive ${fact.directive}`);
    if (fact.type === "supervisor.decided" && fact.rule.by === "policy") seen.add(`policy for ${fact.rule.kind}`);
    if (fact.type === "supervisor.decided")
      for (const { why } of fact.refused) seen.add(`passed over: ${inGeneral(why)}`);
    if (fact.type === "node.ended") seen.add(`end ${fact.how}`);
    if (fact.type === "group.restarted")
      seen.add(fact.members.length > 1 ? "group restart of several" : "group restart of one");
    if (fact.type === "ledger.refused") seen.add(`refused by ${fact.ledger}`);
    if (fact.type === "ledger.spent") seen.add(`spent ${fact.ledger}`);
    if (fact.type === "dead.letter") seen.add(`dead letter ${fact.what.split(" ")[0]}`);
    if (fact.type === "work.spent" && isLate(facts, fact)) seen.add("spent late");
    if (fact.type === "timer.fired") seen.add(`timer ${fact.timer}`);
    if (fact.type === "gate.opened") seen.add(`gate ${fact.when} ${fact.kind}`);
    if (fact.type === "gate.decided")
      seen.add(fact.isUnattended ? "gate unattended" : fact.isPass ? "gate passed" : "gate failed");
    if (fact.type === "question.asked") seen.add(`question ${fact.question.kind}`);
    if (fact.type === "question.closed") seen.add(`question ${fact.why}`);
    if (fact.type === "question.answered") seen.add(`answer ${fact.reply.verdict}`);
    if (fact.type === "attempt.aborted")
      seen.add(STOPS.has(fact.why) ? `stopped: ${fact.why}` : "stopped: timeout or ledger");
    if (fact.type === "node.voided") seen.add("work taken back");
    if (fact.type === "supervisor.turned") seen.add(`supervisor ${fact.to}`);
    if (fact.type === "node.started" && fact.path.includes("/fallback:")) seen.add("stand-in started");
    if (fact.type === "node.started" && fact.label !== undefined) seen.add("dynamic: task");
    if (fact.type === "node.ended" && fact.disposition.startsWith("degraded: "))
      seen.add("dynamic: less than it should be");
    if (fact.type === "node.ended" && fact.disposition === "given up") seen.add("dynamic: given up and gone on");
    if (fact.type === "node.failed")
      for (const [words, name] of WORDS) if (words.test(fact.failure.message)) seen.add(name);
    for (const name of consultedBy(played, fact)) seen.add(name);
    if (fact.type === "function.threw") seen.add("function threw");
  }
  if (outcome.abandoned.length > 0) seen.add("work abandoned");
  if (played.left.length > 0) seen.add("work left behind");
  for (const { act } of calls)
    seen.add(
      act.ends.how === "throws"
        ? `throws ${act.ends.thrown}`
        : act.ends.how === "returns"
          ? `returns ${act.ends.value}`
          : act.ends.how,
    );
  if (
    log.some(
      (event, index) =>
        event.what === "ended" &&
        log.findIndex((other) => other.what === "aborted" && other.id === event.id) < index &&
        log.some((other) => other.what === "aborted" && other.id === event.id),
    )
  )
    seen.add("ended after its abort");
  for (const limit of Object.keys(scenario.budget)) seen.add(`run limit ${limit}`);
  for (const [path, { draft }] of places)
    for (const limit of Object.keys(draft.budget ?? {}))
      if (within(calls, path).length > 0) seen.add(`own limit ${limit}`);
  seen.add(`nested ${Math.max(...[...started].map(() => 0), ...facts.map(({ path }) => path.split("/").length)) - 1}`);
  if (scenario.isUnattended === true) seen.add("nobody attends");
  if (calls.length >= 10) seen.add("ten attempts and more");
  if (attemptsAtOnce(log) >= 3) seen.add("three attempts at once");
  return seen;
}

/** How the new patterns end, by the words of their failures. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^not content after/, "unresolved: loop"],
  [/^not approved in/, "unresolved: rounds"],
  [/the score did not rise/, "unresolved: stale"],
  [/^no quorum of/, "unresolved: no quorum"],
  [/^a tie: /, "unresolved: tie"],
  [/^undecided: /, "unresolved: lost ballots"],
  [/which cannot be counted|^ballot gave/, "unresolved: no ballot"],
  [/^ping-pong: /, "unresolved: ping-pong"],
  [/hand-off \d+, and max is/, "unresolved: hand-offs"],
  [/and is in no handoff/, "unresolved: nobody takes it"],
  [/^no edge led to/, "unresolved: no edge"],
  [/maxTasks is/, "unresolved: too many tasks"],
  [/who is no worker/, "unresolved: no worker"],
  [/with the label/, "unresolved: same label"],
  [/^it asks .*answer/, "unresolved: nobody answers"],
  [/, and may ask /, "unresolved: asked too often"],
  [/a confidence of|no confidence was given/, "unsure"],
];

/** What was seen of gates that plans decide, of what is asked back, and of votes and graphs. */
function consultedBy({ facts, places, scenario }: Played, fact: Played["facts"][number]): readonly string[] {
  const draft = places.get(placeOf(fact.path))?.draft;
  if (fact.type === "gate.opened" && (fact.kind === "judge" || fact.kind === "confidence"))
    return [`consulted: ${fact.kind} ${fact.when}`];
  if (fact.type === "gate.decided" && fact.gate === "asking") return [`consulted: asking ${fact.isPass}`];
  if (fact.type === "function.gave" && fact.call === "asking")
    return [`consulted: function ${fact.value === null ? "does not know" : "knows"}`];
  if (fact.type === "node.ended" && fact.disposition === "given up")
    return places.get(placeOf(parentOf(fact.path)))?.draft.kind === "refine" ? ["dynamic: round given up"] : [];
  if (fact.type === "node.ended" && fact.how === "stopped" && fact.disposition === "not-needed") {
    const above = places.get(placeOf(parentOf(fact.path)))?.draft.kind;
    return above === "vote" ? ["dynamic: voter not needed"] : above === "agent" ? ["consulted: stopped"] : [];
  }
  if (fact.type === "node.voided" && places.get(placeOf(parentOf(fact.path)))?.draft.kind === "graph")
    return ["dynamic: graph taken back"];
  if (fact.type === "group.restarted" && draft !== undefined) return [`restarted: ${draft.kind}`];
  if (fact.type === "question.asked" && fact.question.quorum !== undefined)
    return [`approvals ${fact.question.approvals?.length ?? 0} of ${fact.question.quorum}`];
  if (fact.type === "question.asked" && fact.question.roles !== undefined) return ["approval by roles"];
  if (fact.type === "node.started" && draft?.kind === "vote")
    return [`vote ${draft.rule.by}${draft.rule.by === "majority" ? ` ${draft.rule.tie}` : ""}`];
  if (
    fact.type === "node.started" &&
    (draft?.kind === "chain" || draft?.kind === "branch") &&
    draft.level !== undefined
  )
    return [`level ${draft.level.at}`];
  if (fact.type !== "question.answered" || fact.reply.verdict !== "edit" || !Array.isArray(fact.reply.value)) return [];
  return scenario.answers.some(({ verdict }) => verdict === "strike") && facts.length > 0 ? ["struck out"] : [];
}

const STOPS: ReadonlySet<string> = new Set(["cancelled", "not-needed", "sibling-failed", "restarting"]);

/** A refusal without its numbers and names. */
function inGeneral(why: string): string {
  return why
    .replace(/".*"/, "…")
    .replace(/\d+/g, "n")
    .replace(/for .*/, "for a kind");
}

function attemptsAtOnce(log: Played["log"]): number {
  let now = 0;
  let most = 0;
  for (const { what } of log) {
    if (what === "began") most = Math.max(most, ++now);
    if (what === "ended") now -= 1;
  }
  return most;
}

/** What is used is told late where a node has no attempt under way: its own ended before, or was given up. */
function isLate(facts: Played["facts"], { path, seq }: { readonly path: string; readonly seq: number }): boolean {
  const last = facts.findLast((fact) => fact.seq < seq && fact.path === path && AROUND_WORK.has(fact.type));
  return last !== undefined && last.type !== "attempt.started";
}

const AROUND_WORK: ReadonlySet<string> = new Set([
  "attempt.started",
  "work.returned",
  "work.threw",
  "work.declined",
  "work.handed",
  "work.asked",
  "work.invalid",
  "node.failed",
]);
