/** What voters can be counted by. */
export type BallotValue = string | number | boolean | null;

/** One voter's ballot, as far as it is in. */
export interface Cast {
  readonly voter: number;
  readonly ballot: BallotValue;
}

/** A value that was voted for, how much weight it has, in whole units, and who voted for it, in the voters' own order. */
export interface Standing {
  readonly ballot: BallotValue;
  readonly weight: bigint;
  readonly voters: readonly number[];
}

/**
 * What the ballots come to, the heaviest first; equal ones in the order of their first voters, whoever was quicker. Weights
 * are whole numbers, so that sums are exact.
 */
export function tally(casts: readonly Cast[], weightOf: (voter: number) => bigint): readonly Standing[] {
  const standings = new Map<BallotValue, { ballot: BallotValue; weight: bigint; voters: number[] }>();
  for (const { voter, ballot } of casts.toSorted((a, b) => a.voter - b.voter)) {
    const standing = standings.get(ballot) ?? { ballot, weight: 0n, voters: [] };
    standing.weight += weightOf(voter);
    standing.voters.push(voter);
    standings.set(ballot, standing);
  }
  return [...standings.values()].toSorted((a, b) => Number(b.weight > a.weight) - Number(b.weight < a.weight));
}

/** Whether a value can be counted. */
export function isBallot(value: unknown): value is BallotValue {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
