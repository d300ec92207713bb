import fc from "fast-check";
import { expect, it } from "vitest";
import { type BallotValue, isBallot, tally } from "../../src/patterns/tally.ts";

const evenly = () => 1n;

it("adds up who voted for what, the heaviest first", () => {
  const casts = ["yes", "no", "yes"].map((ballot, voter) => ({ voter, ballot }));
  expect(tally(casts, evenly)).toEqual([
    { ballot: "yes", weight: 2n, voters: [0, 2] },
    { ballot: "no", weight: 1n, voters: [1] },
  ]);
});

it("puts equal weights in the order of their first voters, whoever was quicker", () => {
  const casts = [
    { voter: 2, ballot: "c" },
    { voter: 1, ballot: "b" },
    { voter: 0, ballot: "a" },
  ];
  expect(tally(casts, evenly).map(({ ballot }) => ballot)).toEqual(["a", "b", "c"]);
});

it("weighs each voter as it is told to", () => {
  const casts = ["yes", "no", "no"].map((ballot, voter) => ({ voter, ballot }));
  expect(tally(casts, (voter) => (voter === 0 ? 5n : 1n))[0]).toEqual({ ballot: "yes", weight: 5n, voters: [0] });
});

it("keeps apart what only reads alike", () => {
  const values: readonly BallotValue[] = [1, "1", true, "true", null, "null", 0, false, ""];
  expect(
    tally(
      values.map((ballot, voter) => ({ voter, ballot })),
      evenly,
    ).length,
  ).toBe(values.length);
});

it.each([["text"], [""], [0], [-1.5], [true], [false], [null]])("counts %j", (value) => {
  expect(isBallot(value)).toBe(true);
});

it.each([[undefined], [{}], [[]], [["yes"]]])("cannot count %j", (value) => {
  expect(isBallot(value)).toBe(false);
});

const ballots = fc.array(fc.constantFrom<BallotValue>("a", "b", 1, null), { maxLength: 40 });
const weights = fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 40, maxLength: 40 });

it("comes to the same in whatever order the ballots come", () => {
  fc.assert(
    fc.property(ballots, weights, fc.infiniteStream(fc.nat()), (values, weighs, numbers) => {
      const casts = values.map((ballot, voter) => ({ voter, ballot }));
      const shuffled = casts
        .map((cast) => ({ cast, key: numbers.next().value }))
        .toSorted((one, other) => one.key - other.key)
        .map(({ cast }) => cast);
      const weightOf = (voter: number) => weighs[voter] ?? 0n;
      expect(tally(shuffled, weightOf)).toEqual(tally(casts, weightOf));
    }),
  );
});

it("counts every voter once, under its own ballot", () => {
  fc.assert(
    fc.property(ballots, (values) => {
      const standings = tally(
        values.map((ballot, voter) => ({ voter, ballot })),
        evenly,
      );
      const found = standings.flatMap(({ ballot, voters }) => voters.map((voter) => [voter, ballot] as const));
      expect(found.toSorted(([a], [b]) => a - b)).toEqual(values.map((ballot, voter) => [voter, ballot]));
      expect(standings.every(({ weight, voters }) => weight === BigInt(voters.length))).toBe(true);
      const heavy = standings.map(({ weight }) => weight);
      expect(heavy).toEqual(heavy.toSorted((a, b) => Number(b - a)));
    }),
  );
});
