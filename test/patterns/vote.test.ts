import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRest, begin, childEnded } from "../../src/patterns/catalogue.ts";
import type { VoteRule } from "../../src/patterns/vote.ts";
import {
  type Answer,
  anyOrder,
  declining,
  type Evaluation,
  failing,
  giving,
  namesOf,
  play,
  type Played,
  type Start,
} from "./play.ts";

const names = ["ada", "bob", "cyd"];
const most: VoteRule = { by: "majority", weights: undefined, tie: "fail" };
const course = (rule: VoteRule, voters: readonly string[] = names, hasBallot = false) =>
  atRest("vote", { names: voters, rule, hasBallot });
const abstaining: Answer = declining("no idea")();
/** What a voter that fails failed with. */
const cause = { kind: "permanent", path: "p/a", message: "no luck" };
/** What each voter says, and then the judge. */
const saying =
  (...answers: readonly Answer[]) =>
  ({ child }: Start) =>
    answers[child] ?? abstaining;
const voting = (...outputs: readonly unknown[]) => saying(...outputs.map(giving));

describe("a vote", () => {
  it("gives all voters the same input at once", () => {
    const { starts, atOnce } = play(course(most), { says: voting("x", "y", "y") });
    expect(starts).toEqual(names.map((_, slot) => ({ do: "start", slot, child: slot, input: "in" })));
    expect(atOnce).toBe(3);
  });

  it("counts what its function says of an output, and gives the output itself", () => {
    const says = saying(giving({ label: "A", text: 1 }), giving({ label: "b" }), giving({ label: "a" }));
    const tells = ({ args: [output] }: Evaluation) => JSON.stringify(output).toLowerCase().slice(0, 12);
    const { evaluations, lastWord } = play(course(most, names, true), { says, tells });
    expect(evaluations[0]).toEqual({ do: "evaluate", call: "ballot", key: 0, args: [{ label: "A", text: 1 }] });
    expect(lastWord).toEqual({ do: "finish", output: { label: "A", text: 1 } });
  });

  it("gives what the elected voter says of its output", () => {
    const about = { confidence: 0.9, reasoning: "seen it" };
    const says = saying({ how: "done", output: "x", about }, giving("x"), giving("y"));
    expect(play(course(most), { says }).lastWord).toEqual({ do: "finish", output: "x", about });
  });

  it.each([[{ label: "a" }], [["a"]]])("is unresolved on %j, which cannot be counted", (output) => {
    expect(play(course(most), { says: voting(output, "x", "x") }).lastWord).toEqual({
      do: "unresolved",
      reason: `the output of ada is ${JSON.stringify(output)}, which cannot be counted: give \`ballot\`, a function of an output that says what it counts as`,
    });
  });

  it("is unresolved where its function gives what cannot be counted, and says what it should give", () => {
    const { lastWord } = play(course(most, names, true), { says: voting("x", "y", "z"), gives: { odd: 1 } });
    expect(lastWord).toEqual({
      do: "unresolved",
      reason: 'ballot gave {"odd":1} for the output of ada: let it give a text, a number, true, false or null',
    });
  });

  it("names as the cause of its end what the first of those that failed, failed with", () => {
    const says = saying(failing("first"), failing("second"), giving("x"));
    expect(play(course(most), { says }).lastWord).toMatchObject({ do: "unresolved", cause: { message: "first" } });
  });

  it("takes a declined ballot for an abstention, and is unresolved where all abstain", () => {
    expect(play(course(most), { says: saying(abstaining, giving("x"), abstaining) }).lastWord).toEqual({
      do: "finish",
      output: "x",
    });
    expect(play(course(most), { says: () => abstaining }).lastWord).toEqual({
      do: "unresolved",
      reason: "nobody voted",
    });
  });

  it("keeps of a voter's end what it needs, and no more", () => {
    const begun = begin(course(most), "in").course;
    const end = { how: "done", slot: 0, name: "ada", path: "p/ada", output: "x", about: { confidence: 1 } } as const;
    expect(childEnded(begun, end).course).toMatchObject({
      state: { outputs: [{ output: "x", about: { confidence: 1 } }, null, null] },
    });
    expect(JSON.stringify(childEnded(begun, end).course)).not.toContain("p/ada");
  });

  it("is data at every moment, the ballots that are not in included", () => {
    const { state } = course(most);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

describe("a majority", () => {
  it("is decided as soon as no ballot that is still out can change it", () => {
    const early = play(course(most), { says: voting("x", "x", "y") });
    expect([early.steps.length, early.lastWord]).toEqual([3, { do: "finish", output: "x" }]);
    expect(play(course(most), { says: voting("x", "y", "y") }).steps.length).toBe(4);
  });

  it("need not be more than half", () => {
    const five = course(most, namesOf(5));
    expect(play(five, { says: voting("x", "y", "z", "x", "w") }).lastWord).toMatchObject({ output: "x" });
  });

  it("weighs ballots as it is told to", () => {
    const weighted: VoteRule = { by: "majority", weights: [3, 1, 1], tie: "fail" };
    expect(play(course(weighted), { says: voting("x", "y", "y") })).toMatchObject({
      steps: { length: 2 },
      lastWord: { do: "finish", output: "x" },
    });
  });

  it("leaves a tie unresolved, or to the first voter's value, or to a judge who is shown the ballots in it", () => {
    const tied = (tie: "fail" | "first" | "judge") =>
      play(course({ by: "majority", weights: undefined, tie }, namesOf(5)), {
        says: voting("y", "z", "x", "x", "y", 2),
      });
    expect(tied("fail").lastWord).toEqual({ do: "unresolved", reason: 'a tie: "y" has 2, "x" has 2' });
    expect(tied("first").lastWord).toEqual({ do: "finish", output: "y" });
    const judged = tied("judge");
    expect(judged.starts.at(-1)).toEqual({
      do: "start",
      slot: 5,
      child: 5,
      input: [0, 2, 3, 4].map((voter) => ({ voter: `name-${voter}`, output: ["y", "z", "x", "x", "y"][voter] })),
      isConsumer: true,
    });
    expect(judged.lastWord).toEqual({ do: "finish", output: "x" });
  });

  it("has no tie where one value alone was voted for, whatever that weighs", () => {
    const weightless: VoteRule = { by: "majority", weights: [0, 1, 1], tie: "fail" };
    expect(play(course(weightless), { says: saying(giving("x"), abstaining, abstaining) }).lastWord).toEqual({
      do: "finish",
      output: "x",
    });
  });

  it("goes on without a voter that failed where its ballot could have changed nothing", () => {
    expect(play(course(most), { says: saying(failing(), giving("x"), giving("x")) }).lastWord).toEqual({
      do: "finish",
      output: "x",
    });
    expect(play(course(most), { says: saying(failing(), giving("x"), giving("y")) }).lastWord).toEqual({
      do: "unresolved",
      reason: 'undecided: "x" has 1, "y" has 1, without one voter that failed',
      cause,
    });
    expect(play(course(most), { says: () => failing() }).lastWord).toEqual({
      do: "unresolved",
      reason: "nobody voted, without 3 voters that failed",
      cause,
    });
  });

  it.each([
    [
      [0.1, 0.2, 0.3],
      ["yes", "yes", "no"],
    ],
    [
      [0.2, 0.1, 0.3],
      ["yes", "yes", "no"],
    ],
    [
      [0.3, 0.1, 0.2],
      ["yes", "no", "no"],
    ],
    [
      [0.1, 0.2, 0.3, 0.1, 0.2, 0.3],
      ["yes", "yes", "yes", "no", "no", "no"],
    ],
    [
      [0.1, 0.2, 0.3, 0.3, 0.2, 0.1],
      ["yes", "yes", "yes", "no", "no", "no"],
    ],
  ])("weighed %j is tied between %j: decimals are added up as they are written", (weights, ballots) => {
    const rule: VoteRule = { by: "majority", weights, tie: "fail" };
    for (const pick of [() => 0, (count: number) => count - 1]) {
      const { lastWord } = play(course(rule, namesOf(weights.length)), { says: voting(...ballots), pick });
      expect(lastWord).toMatchObject({ do: "unresolved", reason: expect.stringMatching(/^a tie: .* has 0\.[36]$/) });
    }
  });

  it("is not decided by a sum that only seems to be more", () => {
    const rule: VoteRule = { by: "majority", weights: [0.1, 0.2, 0.3], tie: "fail" };
    const { lastWord } = play(course(rule), { says: saying(giving("x"), giving("x"), failing()) });
    expect(lastWord).toMatchObject({ do: "unresolved" });
  });
});

describe("a quorum", () => {
  const two: VoteRule = { by: "quorum", k: 2 };

  it("is the first value that enough voters agree on", () => {
    expect(play(course(two), { says: voting("x", "y", "y") }).lastWord).toEqual({ do: "finish", output: "y" });
    expect(play(course({ by: "quorum", k: 1 }), { says: voting("x", "y", "y"), pick: () => 1 })).toMatchObject({
      steps: { length: 2 },
      lastWord: { output: "y" },
    });
  });

  it("is given up as soon as too few are left to agree", () => {
    const { steps, lastWord } = play(course({ by: "quorum", k: 3 }), { says: voting("x", "y", "y") });
    expect(steps.length).toBe(3);
    expect(lastWord).toEqual({ do: "unresolved", reason: 'no quorum of 3: "x" has 1, "y" has 1' });
  });

  it("does without those that abstain and those that fail", () => {
    expect(play(course(two), { says: saying(failing(), giving("x"), giving("x")) }).lastWord?.do).toBe("finish");
    expect(play(course(two), { says: saying(failing(), abstaining, giving("x")) }).lastWord).toEqual({
      do: "unresolved",
      reason: "no quorum of 2: no ballots, without one voter that failed",
      cause,
    });
  });
});

describe("the best", () => {
  const best: VoteRule = { by: "best" };

  it("is what the judge names by its place among the ballots, which need not be countable", () => {
    const about = { reasoning: "measured", confidence: 0.8 };
    const says = saying({ how: "done", output: { a: 1 }, about }, abstaining, giving([2]), giving(1));
    const { starts, lastWord } = play(course(best), { says });
    expect(starts.at(-1)?.input).toEqual([
      { voter: "ada", output: { a: 1 }, ...about },
      { voter: "cyd", output: [2] },
    ]);
    expect(lastWord).toEqual({ do: "finish", output: [2] });
  });

  it("is the only one there is, without a judge", () => {
    const { starts, lastWord } = play(course(best), { says: saying(abstaining, giving("x"), abstaining) });
    expect([starts.length, lastWord]).toEqual([3, { do: "finish", output: "x" }]);
  });

  it("is less than it should be where voters failed, which could have been the best", () => {
    const says = saying(failing(), giving("x"), giving("y"), giving(0));
    expect(play(course(best), { says }).lastWord).toEqual({
      do: "finish",
      output: "x",
      lacking: "chosen, without one voter that failed",
      cause,
    });
  });

  it.each([[2], [-1], [0.5], ["0"], [null]])("is unresolved where the judge chooses %j", (choice) => {
    expect(play(course(best), { says: saying(abstaining, giving("x"), giving("y"), giving(choice)) }).lastWord).toEqual(
      { do: "unresolved", reason: `child-3 chose ${JSON.stringify(choice)}; the ballots are 0 to 1` },
    );
  });

  it("is unresolved where the judge declines, and fails with the judge where that fails", () => {
    const voters = [giving("x"), giving("y"), giving("z")];
    expect(play(course(best), { says: saying(...voters, abstaining) }).lastWord).toEqual({
      do: "unresolved",
      reason: "child-3 declined: no idea",
    });
    expect(play(course(best), { says: saying(...voters, failing()) }).lastWord).toBeUndefined();
  });
});

describe("any vote", () => {
  const ballots = fc.array(fc.constantFrom("a", "b", "c", "abstains", "fails"), { minLength: 1, maxLength: 9 });
  const answersOf = (all: readonly string[]) =>
    all.map((ballot) => (ballot === "abstains" ? abstaining : ballot === "fails" ? failing() : giving(ballot)));
  const weights = fc.array(fc.constantFrom(0, 0.1, 0.2, 0.3, 1, 2), { minLength: 9, maxLength: 9 });
  const ties = fc.constantFrom("fail" as const, "first" as const);
  /** The result; of one that is unresolved, only that it is: which ballots its words count depends on who was quick. */
  const resultOf = ({ lastWord }: Played) => (lastWord?.do === "finish" ? lastWord.output : lastWord?.do);
  /** In whole tenths, so that it is exact. */
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + Math.round(number * 10), 0);

  it("by majority comes to what all ballots come to, whenever it is decided and in whatever order they come", () => {
    fc.assert(
      fc.property(ballots, weights, ties, anyOrder, (all, weighs, tie, pick) => {
        const rule: VoteRule = { by: "majority", weights: weighs.slice(0, all.length), tie };
        const result = resultOf(play(course(rule, namesOf(all.length)), { says: saying(...answersOf(all)), pick }));
        expect(result).toEqual(expectedOf(all, weighs, tie));
      }),
      { numRuns: 1_000 },
    );
  });

  /** What the ballots come to where a failed voter could have voted for anything: decided only where that never matters. */
  function expectedOf(all: readonly string[], weighs: readonly number[], tie: "fail" | "first"): string {
    const values = [...new Set(all.filter((ballot) => ballot !== "abstains" && ballot !== "fails"))];
    const weightOf = (isCounted: (ballot: string) => boolean) =>
      sum(weighs.filter((_, voter) => isCounted(all[voter] ?? "abstains")));
    const own = (value: string) => weightOf((ballot) => ballot === value);
    const hasFailed = all.includes("fails");
    const isSafe = (value: string) =>
      ["somebody else", ...values].every(
        (other) => other === value || own(value) > weightOf((ballot) => ballot === other || ballot === "fails"),
      );
    const sure = values.find(isSafe);
    if (sure !== undefined || hasFailed || values.length === 0) return sure ?? "unresolved";
    const leaders = values.filter((value) => values.every((other) => own(value) >= own(other)));
    return leaders.length === 1 || tie === "first" ? (leaders[0] ?? "unresolved") : "unresolved";
  }

  it("by a quorum of more than half comes to the same in whatever order the ballots come", () => {
    fc.assert(
      fc.property(ballots, fc.nat(), anyOrder, (all, more, pick) => {
        const half = Math.floor(all.length / 2);
        const k = half + 1 + (more % (all.length - half));
        const agreed = ["a", "b", "c"].find((value) => all.filter((ballot) => ballot === value).length >= k);
        const result = resultOf(
          play(course({ by: "quorum", k }, namesOf(all.length)), { says: saying(...answersOf(all)), pick }),
        );
        expect(result).toEqual(agreed ?? "unresolved");
      }),
    );
  });

  it("by any quorum elects a value that enough voted for, where there is one", () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 10 }), anyOrder, (all, k, pick) => {
        const enough = ["a", "b", "c"].filter((value) => all.filter((ballot) => ballot === value).length >= k);
        const { lastWord } = play(course({ by: "quorum", k }, namesOf(all.length)), {
          says: saying(...answersOf(all)),
          pick,
        });
        const elected = lastWord?.do === "finish" ? lastWord.output : "nobody";
        expect(enough.length === 0 ? ["nobody"] : enough).toContain(elected);
      }),
    );
  });

  it("by its function comes to the same value as without, in whatever order the ballots and their counts come", () => {
    fc.assert(
      fc.property(ballots, weights, ties, anyOrder, (all, weighs, tie, pick) => {
        const rule: VoteRule = { by: "majority", weights: weighs.slice(0, all.length), tie };
        const says = ({ child }: Start): Answer => {
          const answer = answersOf(all)[child] ?? abstaining;
          return answer.how === "done" ? giving({ ballot: answer.output, by: child }) : answer;
        };
        const tells = ({ key = 0 }: Evaluation) => all[key];
        const { lastWord } = play(course(rule, namesOf(all.length), true), { says, tells, pick });
        const ballot = expectedOf(all, weighs, tie);
        expect(lastWord).toMatchObject(ballot === "unresolved" ? { do: ballot } : { do: "finish", output: { ballot } });
      }),
    );
  });

  it("by its judge gives the ballot that is named, whoever was quicker", () => {
    fc.assert(
      fc.property(ballots, fc.nat({ max: 9 }), anyOrder, (all, choice, pick) => {
        const says = ({ child }: Start) =>
          child === all.length ? giving(choice) : (answersOf(all)[child] ?? abstaining);
        const { starts, lastWord } = play(course({ by: "best" }, namesOf(all.length)), { says, pick });
        const given = all.filter((ballot) => ballot !== "abstains" && ballot !== "fails");
        expect(starts.length).toBe(all.length + (given.length > 1 ? 1 : 0));
        const chosen = given.length === 1 ? given[0] : given[choice];
        const words = expect.any(String);
        const isLacking = all.includes("fails");
        const finish = { do: "finish", output: chosen, ...(isLacking ? { lacking: words, cause } : {}) };
        const nobody = { do: "unresolved", reason: words, ...(isLacking && given.length === 0 ? { cause } : {}) };
        expect(lastWord).toEqual(chosen === undefined ? nobody : finish);
      }),
    );
  });
});
