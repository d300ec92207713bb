import { crossed } from "../history.ts";
import { weightsOf } from "../planted.ts";
import { type Move, type Oracles, UNRESOLVED } from "./oracle.ts";

interface Cast {
  readonly voter: number;
  readonly output: unknown;
  readonly ballot: unknown;
}

/** The names of voters in a run's paths. */
function namesIn(names: readonly string[], times: number): readonly string[] {
  const [first = "", ...others] = names;
  return times === 1 ? names : [...Array.from({ length: times }, (_, at) => `${first}[${at}]`), ...others];
}

/** What ballots weigh together, the heaviest first, and of the same weight the one of the earlier voter. */
function standingsOf(casts: readonly Cast[], weights: readonly number[]) {
  const inOrder = casts.toSorted((a, b) => a.voter - b.voter);
  const values = [...new Set(inOrder.map(({ ballot }) => crossed(ballot)))];
  return values
    .map((value) => {
      const own = inOrder.filter(({ ballot }) => crossed(ballot) === value);
      return { casts: own, weight: own.reduce((sum, { voter }) => sum + (weights[voter] ?? 1), 0) };
    })
    .toSorted((a, b) => b.weight - a.weight);
}

/** Voters side by side, decided as soon as no ballot that is still out can change it. */
export const voteOracle: Oracles = ({ path, it, input }) => {
  const { draft, children } = it;
  if (draft.kind !== "vote") throw new Error("it is no vote");
  const { rule } = draft;
  const names = namesIn(
    children.slice(0, draft.voters.length).map(({ name }) => name),
    draft.times,
  );
  const weights = rule.by === "majority" && rule.weights !== undefined ? weightsOf(draft) : names.map(() => 1);
  const open = new Set(names.keys());
  const lost = new Set<number>();
  const outputs = new Map<number, unknown>();
  const casts: Cast[] = [];
  const counting: number[] = [];
  let choosing: readonly number[] | undefined;
  const hasBallot = "ballot" in rule && rule.ballot !== undefined;

  const elect = (voter: number | undefined): readonly Move[] =>
    voter === undefined
      ? UNRESOLVED
      : [{ done: outputs.get(voter), ...(rule.by === "best" && lost.size > 0 ? { isLacking: true as const } : {}) }];

  const choose = (among: readonly number[]): readonly Move[] => {
    choosing = among;
    const shown = among.map((voter) => ({ voter: names[voter], output: outputs.get(voter) }));
    return [{ start: `${path}/${children.at(-1)?.name}`, input: shown }];
  };

  const decide = (): readonly Move[] => {
    const standings = standingsOf(casts, weights);
    const [leader, second] = standings;
    if (rule.by === "best") {
      const there = [...outputs.keys()].toSorted((a, b) => a - b);
      if (open.size > 0) return [];
      return there.length < 2 ? elect(there[0]) : choose(there);
    }
    if (rule.by === "quorum") {
      const k = 1 + (rule.k % names.length);
      const counts = standings.map((standing) => standing.casts.length);
      const agreed = standings.find((standing) => standing.casts.length >= k);
      if (agreed !== undefined) return elect(agreed.casts[0]?.voter);
      return Math.max(0, ...counts) + open.size < k ? UNRESOLVED : [];
    }
    const out = [...open, ...lost].reduce((sum, voter) => sum + (weights[voter] ?? 1), 0);
    if (leader !== undefined && leader.weight > (second?.weight ?? 0) + out) return elect(leader.casts[0]?.voter);
    if (open.size > 0) return [];
    if (leader === undefined || lost.size > 0) return UNRESOLVED;
    const leaders = standings.filter(({ weight }) => weight === leader.weight);
    const tied = leaders.flatMap((standing) => standing.casts.map(({ voter }) => voter)).toSorted((x, y) => x - y);
    if (leaders.length === 1) return elect(tied[0]);
    if (rule.tie === "fail") return UNRESOLVED;
    return rule.tie === "first" ? elect(tied[0]) : choose(tied);
  };

  const cast = (voter: number, ballot: unknown): readonly Move[] => {
    if (typeof ballot === "object" && ballot !== null) return UNRESOLVED;
    casts.push({ voter, output: outputs.get(voter), ballot });
    open.delete(voter);
    return decide();
  };

  return {
    begins: names.map((name) => ({ start: `${path}/${name}`, input })),
    hears(event) {
      if (event.is === "said") return cast(counting.shift() ?? -1, event.value);
      if (event.is === "handed") return UNRESOLVED;
      if (event.is !== "gave" && event.is !== "declined" && event.is !== "lost") return [];
      if (choosing !== undefined) {
        const chosen = event.is === "gave" && typeof event.output === "number" ? choosing[event.output] : undefined;
        return elect(chosen);
      }
      const voter = names.indexOf(event.slot.slice(path.length + 1));
      if (!open.has(voter) || counting.includes(voter)) return [];
      if (event.is === "gave") {
        outputs.set(voter, event.output);
        if (rule.by !== "best" && !hasBallot) return cast(voter, event.output);
        if (rule.by !== "best") counting.push(voter);
        if (rule.by !== "best") return [];
      }
      if (event.is === "lost") lost.add(voter);
      open.delete(voter);
      return decide();
    },
  };
};
