import { describe, expect, it } from "vitest";
import { atRest, begin, childEnded } from "../../src/patterns/catalogue.ts";
import { declining, play } from "./play.ts";

describe("a run", () => {
  const course = atRest("run", { names: ["support"] });

  it("starts its plan on the input, and gives what that gives", () => {
    const { starts, lastWord } = play(course, { says: ({ input }) => ({ how: "done", output: ["answer to", input] }) });
    expect(starts).toEqual([{ do: "start", slot: 0, child: 0, input: "in" }]);
    expect(lastWord).toEqual({ do: "finish", output: ["answer to", "in"] });
  });

  it("is unresolved where its plan declines", () => {
    expect(play(course, { says: declining("no") }).lastWord).toEqual({
      do: "unresolved",
      reason: "support declined: no",
    });
  });
});

describe("a given plan", () => {
  const course = atRest("given", { names: ["draft"] });

  it("asks for the slice of the context, and runs on that alone", () => {
    const { evaluations, starts } = play(course, { input: { ticket: 1, orders: 2 }, gives: 1 });
    expect(evaluations).toEqual([{ do: "evaluate", call: "select", args: [{ ticket: 1, orders: 2 }] }]);
    expect(starts).toEqual([{ do: "start", slot: 0, child: 0, input: 1 }]);
  });

  it("gives what its plan gives, and is unresolved where that declines", () => {
    expect(play(course, { gives: 1 }).lastWord).toEqual({ do: "finish", output: "0(1)" });
    expect(play(course, { gives: 1, says: declining("no") }).lastWord).toEqual({
      do: "unresolved",
      reason: "draft declined: no",
    });
  });
});

describe("a pass", () => {
  it("hands its input on, and starts nothing", () => {
    const value = { a: 1 };
    expect(play(atRest("pass", {}), { input: value })).toMatchObject({
      starts: [],
      lastWord: { do: "finish", output: value },
    });
  });

  it("has nothing to say to the end of a child, for it has none", () => {
    const { course } = begin(atRest("pass", {}), "in");
    expect(childEnded(course, { slot: 0, name: "a", path: "a", how: "done", output: 1 }).commands).toEqual([]);
  });
});
