import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { type Answer, declining, failing, giving, outputOf, play, type Start } from "./play.ts";

type Unapproved = "fail" | "best";
const course = (rounds: number, unapproved: Unapproved = "fail") =>
  atRest("refine", { names: ["write", "judge"], rounds, unapproved });

const revise = (feedback: string, score?: number): Verdict => ({
  verdict: "revise",
  feedback,
  ...(score === undefined ? {} : { score }),
});
const pass: Verdict = { verdict: "pass" };
const reject: Verdict = { verdict: "reject", reason: "off topic" };

/** What each of the two says, one thing after the other. */
const saying = (written: readonly Answer[], judged: readonly Answer[]) => {
  const left = [[...written], [...judged]];
  return ({ child }: Start) => left[child]?.shift() ?? declining("nothing left to say")();
};

/** The writer gives `draft 0`, `draft 1` and so on; the judge says one thing after the other. */
const judging = (...verdicts: readonly unknown[]) => {
  const said = [0, 0];
  return ({ child }: Start) => {
    const turn = said[child] ?? 0;
    said[child] = turn + 1;
    return giving(child === 0 ? `draft ${turn}` : verdicts[turn]);
  };
};

describe("a refinement", () => {
  it("shows each draft to its judge, and the critique to the writer", () => {
    const { starts, lastWord } = play(course(3), { says: judging(revise("too long"), pass) });
    expect(starts).toEqual([
      { do: "start", slot: 0, child: 0, input: "in" },
      { do: "start", slot: 1, child: 1, input: { input: "in", output: "draft 0" }, isConsumer: true },
      {
        do: "start",
        slot: 2,
        child: 0,
        index: 1,
        input: "in",
        feedback: { previous: "draft 0", issues: [{ message: "too long" }] },
      },
      { do: "start", slot: 3, child: 1, index: 1, input: { input: "in", output: "draft 1" }, isConsumer: true },
    ]);
    expect(lastWord).toEqual({ do: "finish", output: "draft 1" });
  });

  it("shows the judge how the writer came to its draft, and gives what that says of itself", () => {
    const about = { reasoning: "by heart", confidence: 0.9 };
    const says = ({ child }: Start) => (child === 0 ? ({ how: "done", output: "text", about } as const) : giving(pass));
    const { starts, lastWord } = play(course(3), { says });
    expect(starts[1]?.input).toEqual({ input: "in", output: "text", reasoning: "by heart" });
    expect(lastWord).toEqual({ do: "finish", output: "text", about });
  });

  it("is unresolved where its rounds are used up", () => {
    expect(play(course(2), { says: judging(revise("too long"), revise("too short")) }).lastWord).toEqual({
      do: "unresolved",
      reason: "not approved in 2 of 2 rounds; the last critique: too short",
    });
  });

  it("gives its best draft where it is told to, and says what that lacks", () => {
    const says = judging(revise("a", 4), revise("b", 7), revise("c", 5));
    expect(play(course(3, "best"), { says }).lastWord).toEqual({
      do: "finish",
      output: "draft 1",
      lacking: "not approved in 3 of 3 rounds; the last critique: c",
    });
  });

  it("takes the newest for the best where the judge scores nothing", () => {
    const says = judging(revise("a"), revise("b"), revise("c"));
    expect(play(course(3, "best"), { says }).lastWord).toMatchObject({ do: "finish", output: "draft 2" });
  });

  it("takes an output without a score for no better than one with, also in counting rounds", () => {
    const says = judging(revise("a", 5), revise("b"), revise("c"), revise("d"));
    const { starts, lastWord } = play(course(9, "best"), { says });
    expect(starts.filter(({ child }) => child === 0).length).toBe(3);
    expect(lastWord).toMatchObject({ do: "finish", output: "draft 0" });
  });

  it("stops where the score did not rise for two rounds", () => {
    const says = judging(revise("a", 5), revise("b", 5), revise("c", 4), revise("d", 9));
    const { starts, lastWord } = play(course(9, "best"), { says });
    expect(starts.filter(({ child }) => child === 0).length).toBe(3);
    expect(lastWord).toMatchObject({
      output: "draft 0",
      lacking: "the score did not rise for 2 rounds; the last critique: c",
    });
  });

  it("ends at once where a draft is rejected, and a rejected draft is never the best", () => {
    expect(play(course(9), { says: judging(reject) }).lastWord).toEqual({
      do: "unresolved",
      reason: "judge rejected it: off topic",
    });
    expect(play(course(9, "best"), { says: judging(reject) }).lastWord?.do).toBe("unresolved");
    expect(play(course(9, "best"), { says: judging(revise("a"), reject) }).lastWord).toEqual({
      do: "finish",
      output: "draft 0",
      lacking: "judge[1] rejected it: off topic",
    });
  });

  it.each([[null], ["pass"], [{ verdict: "fine" }], [{ verdict: "revise" }], [{ verdict: "pass", score: "9" }]])(
    "is unresolved where its judge gives %j, which is no verdict",
    (said) => {
      expect(play(course(9, "best"), { says: judging(said) }).lastWord).toMatchObject({
        do: "unresolved",
        reason: expect.stringContaining(`judge gave ${JSON.stringify(said)}; a verdict is`),
      });
    },
  );

  it.each([
    ["write", 0],
    ["judge", 1],
  ])("is unresolved where its %s declines", (name, child) => {
    const says = (start: Start) => (start.child === child ? declining("no use")() : outputOf(start));
    expect(play(course(3, "best"), { says }).lastWord).toEqual({
      do: "unresolved",
      reason: `${name} declined: no use`,
    });
  });

  const [first, second] = [giving("draft 0"), giving("draft 1")];
  const refused = declining("no use")();

  it.each([
    [
      "gives the best so far where its writer fails in a later round",
      saying([first, failing("no luck")], [giving(revise("a", 4))]),
      "write[1] failed: no luck",
    ],
    [
      "gives the best so far where its judge fails in a later round",
      saying([first, second], [giving(revise("a", 4)), failing()]),
      "judge[1] failed: no luck",
    ],
    [
      "gives the best so far where its writer declines in a later round",
      saying([first, refused], [giving(revise("a"))]),
      "write[1] declined: no use",
    ],
    [
      "gives the best so far where its judge declines in a later round",
      saying([first, second], [giving(revise("a")), refused]),
      "judge[1] declined: no use",
    ],
    [
      "gives the best so far where its judge gives no verdict in a later round",
      saying([first, second], [giving(revise("a")), giving(7)]),
      "judge[1] gave 7; a verd",
    ],
  ])("%s, and never what nobody has judged", (_, says, ended) => {
    const lacking = expect.stringContaining(ended);
    expect(play(course(9, "best"), { says }).lastWord).toMatchObject({ do: "finish", output: "draft 0", lacking });
  });

  it("names the failure that ended it as the cause", () => {
    const cause = { kind: "permanent", path: "p/a", message: "no luck" };
    const says = saying([first, failing()], [giving(revise("a"))]);
    expect(play(course(9, "best"), { says }).lastWord).toMatchObject({ do: "finish", cause });
  });

  it.each([
    ["of its writer before any draft", "best", saying([failing()], [])],
    ["of its judge about the first draft, which nobody has judged", "best", saying([first], [failing()])],
    [
      "of its writer where nothing but what was approved will do",
      "fail",
      saying([first, failing()], [giving(revise("a"))]),
    ],
  ] as const)("fails with a failure %s", (_, unapproved, says) => {
    expect(play(course(9, unapproved), { says }).lastWord).toBeUndefined();
  });
});

describe("any refinement", () => {
  const verdicts = fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: 5 }).map((score) => revise("more", score)) },
    { weight: 1, arbitrary: fc.constant(pass) },
    { weight: 1, arbitrary: fc.constant(reject) },
  );
  const stories = fc.record({
    rounds: fc.integer({ min: 1, max: 12 }),
    unapproved: fc.constantFrom<Unapproved>("fail", "best"),
    said: fc.array(verdicts, { minLength: 12, maxLength: 12 }),
  });
  const scoreOf = (verdict: Verdict | undefined) => (verdict?.verdict === "revise" ? (verdict.score ?? 0) : Number.NaN);

  /** How many drafts there are: up to a pass, a reject, the last round, or the second one in a row above which an earlier one stays. */
  function draftsOf(said: readonly Verdict[], rounds: number): number {
    const isEnd = (_: Verdict, i: number) => {
      const highest = (until: number) => Math.max(...said.slice(0, until).map(scoreOf));
      const isStale = i >= 2 && highest(i - 1) >= scoreOf(said[i - 1]) && highest(i - 1) >= scoreOf(said[i]);
      return said[i]?.verdict !== "revise" || isStale || i + 1 === rounds;
    };
    return said.findIndex(isEnd) + 1;
  }

  it("writes until it is approved, rejected, out of rounds, or was not better for two rounds", () => {
    fc.assert(
      fc.property(stories, ({ rounds, unapproved, said }) => {
        const { starts, atOnce } = play(course(rounds, unapproved), { says: judging(...said) });
        const drafts = draftsOf(said, rounds);
        expect(starts.map(({ child }) => child)).toEqual(Array.from({ length: drafts * 2 }, (_, i) => i % 2));
        expect(atOnce).toBe(1);
      }),
    );
  });

  it("gives what was approved; else, where it may, the first of the highest score that was not rejected", () => {
    fc.assert(
      fc.property(stories, ({ rounds, unapproved, said }) => {
        const { lastWord } = play(course(rounds, unapproved), { says: judging(...said) });
        const seen = said.slice(0, draftsOf(said, rounds));
        const scores = seen.filter(({ verdict }) => verdict === "revise").map(scoreOf);
        const best = scores.indexOf(Math.max(...scores));
        const last = seen.length - 1;
        const isApproved = seen[last]?.verdict === "pass";
        const isTaken = unapproved === "best" && best >= 0;
        const lacking = expect.any(String);
        const approved = { do: "finish", output: `draft ${last}` };
        const taken = isTaken
          ? { do: "finish", output: `draft ${best}`, lacking }
          : { do: "unresolved", reason: lacking };
        expect(lastWord).toEqual(isApproved ? approved : taken);
      }),
    );
  });
});
