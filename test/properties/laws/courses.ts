import { isWithin } from "../../../src/model/path.ts";
import { crossed } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { type Heard, type Life, livesOf } from "../lives.ts";
import { graphOracle } from "../oracles/graph.ts";
import { handoffOracle } from "../oracles/handoff.ts";
import { loopOracle } from "../oracles/loop.ts";
import type { Move, Oracles } from "../oracles/oracle.ts";
import { orchestrateOracle } from "../oracles/orchestrate.ts";
import { refineOracle } from "../oracles/refine.ts";
import { voteOracle } from "../oracles/vote.ts";

type Start = Extract<Move, { start: string }>;
type End = Exclude<Move, Start>;

/** What a pattern must have done by the end of the moment in which it heard what led to it. */
interface Due {
  readonly at: number;
  readonly start: Start;
}

/** One life against what its documentation says: every start exactly when it is due, and an end exactly when it is reached. */
class Following {
  readonly wrongs: string[] = [];
  private due: Due[] = [];
  private readonly begun = new Set<string>();
  private readonly finished = new Set<string>();
  end: { readonly at: number; readonly seq: number; readonly how: End } | undefined;
  private readonly life: Life;

  constructor(life: Life, oracles: Oracles) {
    this.life = life;
    const oracle = oracles(life);
    this.note(life.started, oracle.begins);
    for (const event of life.heard) {
      this.check(event);
      if (this.end === undefined) this.note(event.fact, oracle.hears(event));
    }
    this.checkEnd();
  }

  private note(fact: { readonly at: number; readonly seq: number }, moves: readonly Move[]): void {
    for (const move of moves) {
      if ("start" in move) this.due.push({ at: fact.at, start: move });
      else this.end ??= { at: fact.at, seq: fact.seq, how: move };
    }
  }

  private check(event: Heard): void {
    const { fact } = event;
    const late = this.due.filter(({ at }) => at < fact.at);
    this.due = this.due.filter((due) => !late.includes(due));
    for (const { start } of late) this.wrongs.push(`fact ${fact.seq}: ${start.start} should have begun before`);
    if (event.is === "gave") this.finished.add(event.slot);
    if (event.is === "voided") this.finished.delete(event.slot);
    if (event.is === "voided" && this.begun.has(event.slot))
      this.due = this.due.filter(({ start }) => start.start !== event.slot);
    if (event.is === "started") this.began(event.slot, { input: event.input, seq: fact.seq, label: labelOf(event) });
    if (event.is === "gave" && fact.type === "node.ended" && fact.how === "restored") this.restored(event.slot);
  }

  private began(
    slot: string,
    said: { readonly input: unknown; readonly seq: number; readonly label: string | undefined },
  ): void {
    const { input, seq, label } = said;
    const place = this.due.findIndex(({ start }) => start.start === slot);
    const due = this.due[place];
    if (due === undefined) {
      if (!this.begun.has(slot) || this.finished.has(slot))
        this.wrongs.push(`fact ${seq}: ${slot} begins, and it is not its turn`);
      return;
    }
    this.due.splice(place, 1);
    this.begun.add(slot);
    const [is, wanted] = [crossed(asCompared(input)), crossed(asCompared(due.start.input))];
    if (is !== wanted) this.wrongs.push(`fact ${seq}: ${slot} is given ${is}, not ${wanted}`);
    if (due.start.label !== undefined && label !== due.start.label)
      this.wrongs.push(`fact ${seq}: ${slot} is called ${label}, not ${due.start.label}`);
  }

  private restored(slot: string): void {
    this.due = this.due.filter(({ start }) => start.start !== slot);
    this.begun.add(slot);
  }

  private checkEnd(): void {
    const { cut, ended, failed, path } = this.life;
    const { end } = this;
    for (const { at, start } of this.due)
      if (cut === undefined || cut.at > at) this.wrongs.push(`${start.start} never began, due at ${at}`);
    if (end !== undefined && (cut === undefined || cut.at > end.at))
      this.wrongs.push(`${path} goes on after ${end.at}, and should have ended`);
    if (ended?.how === "done") {
      const isLacking = ended.disposition.startsWith("degraded: ");
      if (end === undefined || !("done" in end.how)) this.wrongs.push(`${path} is done too early`);
      else if (crossed(ended.output) !== crossed(end.how.done) || isLacking !== (end.how.isLacking === true))
        this.wrongs.push(`${path} gives ${crossed(ended.output)}, not ${crossed(end.how.done)}`);
    }
    const isOwn = failed?.failure.kind === "unresolved" && failed.failure.path === path;
    if (isOwn && (end === undefined || !("unresolved" in end.how)))
      this.wrongs.push(`${path} is unresolved: ${failed.failure.message}`);
  }
}

/** A part's input without the runtime's own words for a failure, and without what voters say of themselves. */
function asCompared(input: unknown): unknown {
  if (Array.isArray(input)) return input.map((item) => without(item, "confidence"));
  if (typeof input !== "object" || input === null || !("results" in input) || !Array.isArray(input.results))
    return input;
  const results: readonly unknown[] = input.results;
  return { ...input, results: results.map((result) => without(result, "failure")) };
}

function without(value: unknown, field: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}

function labelOf(event: Heard): string | undefined {
  return event.fact.type === "node.started" ? event.fact.label : undefined;
}

function follows(
  run: Judged,
  kind: "loop" | "refine" | "vote" | "handoff" | "graph" | "orchestrate",
  oracles: Oracles,
) {
  return livesOf(run, kind).flatMap((life) => new Following(life, oracles).wrongs);
}

/**
 * Once a vote is decided nobody begins, and every voter that works is aborted in that moment: a voter that is a group in
 * its own order, the last member first.
 */
function voteStops(run: Judged): readonly string[] {
  return livesOf(run, "vote").flatMap((life) => {
    const { end } = new Following(life, voteOracle);
    if (end === undefined) return [];
    const over = life.ended?.seq ?? run.facts.length;
    const own = run.attempts.filter(
      ({ path, seq }) => isBelow(path, life.path) && seq > life.started.seq && seq < over,
    );
    const late = own.filter(({ seq, beganAt }) => seq > end.seq && beganAt > end.at);
    const underWay = own.filter(({ beganAt, overAt }) => beganAt <= end.at && overAt > end.at);
    const stopped = underWay.filter(({ abortedAt }) => (abortedAt ?? Number.POSITIVE_INFINITY) <= end.at);
    const voterOf = (path: string) => path.slice(life.path.length + 1).split("/", 1)[0];
    const going = underWay.filter(({ path }) => !stopped.some((other) => voterOf(other.path) === voterOf(path)));
    return [
      ...late.map(({ id }) => `${id} begins after ${life.path} is decided`),
      ...going.map(({ id }) => `${id} goes on, and ${life.path} is decided at ${end.at}`),
    ];
  });
}

function isBelow(path: string, above: string): boolean {
  return isWithin(path, above) && path !== above && !path.startsWith(`${above}/fallback:`);
}

/** What is alive of an orchestration's workers at once. */
function staysInItsNumber(run: Judged): readonly string[] {
  return livesOf(run, "orchestrate").flatMap(({ path, it, heard }) => {
    const { draft } = it;
    if (draft.kind !== "orchestrate") return [];
    const atWork = new Set<string>();
    return heard.flatMap((event) => {
      if (event.is === "started" && event.slot.endsWith("]") && !event.slot.includes(`/${it.children[0]?.name}[`))
        atWork.add(event.slot);
      if (event.is === "gave" || event.is === "lost" || event.is === "declined") atWork.delete(event.slot);
      return atWork.size > draft.concurrency ? [`fact ${event.fact.seq}: ${atWork.size} tasks of ${path} at once`] : [];
    });
  });
}

/** What is counted of a life: starts of different activations of a part. */
function activations({ path, heard }: Life, segment: string): number {
  const slots = heard.flatMap((event) => (event.is === "started" ? [event.slot] : []));
  return new Set(slots.filter((slot) => slot.replace(/\[\d+\]$/, "") === `${path}/${segment}`)).size;
}

/** The numbers that are written in a plan. */
function withinBounds(run: Judged): readonly string[] {
  const over = (life: Life, what: string, count: number, max: number): readonly string[] =>
    count > max ? [`${life.path}: ${count} ${what} of ${max}`] : [];
  return [
    ...livesOf(run, "loop").flatMap((life) => {
      const { draft, children } = life.it;
      return draft.kind === "loop" ? over(life, "rounds", activations(life, children[0]?.name ?? ""), draft.max) : [];
    }),
    ...livesOf(run, "refine").flatMap((life) => {
      const { draft, children } = life.it;
      if (draft.kind !== "refine") return [];
      return children.flatMap(({ name }) => over(life, "rounds", activations(life, name), draft.rounds));
    }),
    ...livesOf(run, "handoff").flatMap((life) => {
      const { draft } = life.it;
      const slots = new Set(life.heard.flatMap((event) => (event.is === "started" ? [event.slot] : [])));
      return draft.kind === "handoff" ? over(life, "hand-offs", slots.size - 1, draft.max) : [];
    }),
    ...livesOf(run, "orchestrate").flatMap((life) => {
      const { draft, children } = life.it;
      return draft.kind === "orchestrate"
        ? over(life, "rounds", activations(life, children[0]?.name ?? ""), draft.rounds)
        : [];
    }),
  ];
}

/** Levels of a recursive plan that are nested in one another. */
function staysAbove(run: Judged): readonly string[] {
  return run.facts.flatMap(({ type, path, seq }) => {
    if (type !== "node.started") return [];
    const segments = path.split("/");
    const levels = segments.flatMap((_, at) => {
      const it = run.places.get(
        segments
          .slice(0, at + 1)
          .join("/")
          .replace(/\[\d+\]/g, ""),
      );
      const level = it?.draft.kind === "chain" || it?.draft.kind === "branch" ? it.draft.level : undefined;
      return level === undefined ? [] : [level];
    });
    const wrong = levels.find(({ at, of }) => at > of);
    return wrong === undefined ? [] : [`fact ${seq}: ${path} is on level ${wrong.at} of ${wrong.of}`];
  });
}

/** What patterns whose course is not fixed do, each against its own description. */
export const COURSE_LAWS: readonly Law[] = [
  { says: "a loop goes on as its function says", against: (run) => follows(run, "loop", loopOracle) },
  { says: "a refine goes on as its evaluator says", against: (run) => follows(run, "refine", refineOracle) },
  {
    says: "a vote is decided as its rule says, as soon as it is certain",
    against: (run) => follows(run, "vote", voteOracle),
  },
  { says: "a vote that is decided leaves no voter at work", against: voteStops },
  { says: "control passes to whom it is handed", against: (run) => follows(run, "handoff", handoffOracle) },
  {
    says: "a graph starts a node exactly when what it waits for is done or left out",
    against: (run) => follows(run, "graph", graphOracle),
  },
  {
    says: "an orchestration works on the tasks that its planner gives, in their order",
    against: (run) => follows(run, "orchestrate", orchestrateOracle),
  },
  { says: "an orchestration works on no more tasks at once than it may", against: staysInItsNumber },
  { says: "no more rounds and hand-offs than are written in the plan", against: withinBounds },
  { says: "a recursive plan never goes deeper than its depth", against: staysAbove },
];
