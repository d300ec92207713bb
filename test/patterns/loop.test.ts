import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import { declining, type Evaluation, giving, play, type Start } from "./play.ts";

const course = (max: number, exhausted: "fail" | "last" = "fail") =>
  atRest("loop", { names: ["polish"], max, exhausted });
/** The body adds one to its input. */
const adding = ({ input }: Start) => giving(Number(input) + 1);
/** The function is content from that output on. */
const from =
  (enough: number) =>
  ({ args: [output] }: Evaluation) =>
    Number(output) >= enough;

describe("a loop", () => {
  it("runs its body on its own output, and asks after every round whether that will do", () => {
    const { starts, evaluations, lastWord } = play(course(9), { input: 0, says: adding, tells: from(2) });
    expect(starts).toEqual([
      { do: "start", slot: 0, child: 0, input: 0 },
      { do: "start", slot: 1, child: 0, index: 1, input: 1, isConsumer: true },
    ]);
    expect(evaluations).toEqual([
      { do: "evaluate", call: "until", key: 1, args: [1, 1] },
      { do: "evaluate", call: "until", key: 2, args: [2, 2] },
    ]);
    expect(lastWord).toEqual({ do: "finish", output: 2 });
  });

  it("is unresolved where it was never content", () => {
    const { lastWord } = play(course(2), { gives: false });
    expect(lastWord).toEqual({ do: "unresolved", reason: "not content after 2 rounds, and max is 2" });
    expect(play(course(1), { gives: false }).lastWord).toMatchObject({ reason: expect.stringContaining("1 round,") });
  });

  it("gives its last output all the same where it is told to, with what that says of itself and what it lacks", () => {
    const about = { confidence: 0.4 };
    const { lastWord } = play(course(2, "last"), {
      input: 0,
      says: (start) => ({ ...adding(start), about }),
      gives: false,
    });
    const lacking = "not content after 2 rounds, and max is 2";
    expect(lastWord).toEqual({ do: "finish", output: 2, about, lacking });
  });

  it.each([
    [null, "null or undefined"],
    ["yes", '"yes"'],
    [1, "1"],
  ])("is unresolved where its function gives %j, which is no answer", (gives, words) => {
    expect(play(course(3, "last"), { gives }).lastWord).toEqual({
      do: "unresolved",
      reason: `until gave ${words}, not true or false`,
    });
  });

  it("is unresolved where its body declines, and says in which round", () => {
    const says = (start: Start) => (start.slot === 1 ? declining("no use")() : adding(start));
    expect(play(course(3), { says, gives: false }).lastWord).toEqual({
      do: "unresolved",
      reason: "polish[1] declined: no use",
    });
  });
});

describe("any loop", () => {
  const loops = fc.record({
    max: fc.integer({ min: 1, max: 30 }),
    enough: fc.integer({ min: 1, max: 40 }),
    exhausted: fc.constantFrom("fail" as const, "last" as const),
  });

  it("runs until its function is content, one round at a time, and never more often than its max", () => {
    fc.assert(
      fc.property(loops, ({ max, enough, exhausted }) => {
        const { starts, atOnce, lastWord } = play(course(max, exhausted), {
          input: 0,
          says: adding,
          tells: from(enough),
        });
        const rounds = Math.min(max, enough);
        expect(starts.map(({ slot, child, input }) => [slot, child, input])).toEqual(
          Array.from({ length: rounds }, (_, round) => [round, 0, round]),
        );
        expect(atOnce).toBe(1);
        const isContent = enough <= max;
        expect(lastWord?.do).toBe(isContent || exhausted === "last" ? "finish" : "unresolved");
        expect(lastWord?.do === "finish" ? [lastWord.output, "lacking" in lastWord] : "").toEqual(
          lastWord?.do === "finish" ? [rounds, !isContent] : "",
        );
      }),
    );
  });
});
