import fc from "fast-check";
import { expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import { declining, namesOf, play } from "./play.ts";

const size = atRest("branch", { names: ["small", "large"] });

it("asks its function once, and runs the case that it names on the same input", () => {
  const { evaluations, starts, lastWord } = play(size, {
    gives: "large",
    says: () => ({ how: "done", output: "out" }),
  });
  expect(evaluations).toEqual([{ do: "evaluate", call: "on", args: ["in"] }]);
  expect(starts).toEqual([{ do: "start", slot: 0, child: 1, input: "in" }]);
  expect(lastWord).toEqual({ do: "finish", output: "out" });
});

it.each([["huge"], ["toString"], [0], [null], [["large"]]])(
  "is unresolved on %j, which is no case, and lists those there are",
  (gives) => {
    expect(play(size, { gives })).toMatchObject({
      starts: [],
      lastWord: { do: "unresolved", reason: `no case ${JSON.stringify(gives)}; the cases are small, large` },
    });
  },
);

it("is unresolved where the case declines", () => {
  const { lastWord } = play(size, { gives: "small", says: declining("not today") });
  expect(lastWord).toEqual({ do: "unresolved", reason: "small declined: not today" });
});

it("runs exactly the named case, of any number", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(), fc.jsonValue(), (count, choice, input) => {
      const names = namesOf(count);
      const child = choice % count;
      const { starts } = play(atRest("branch", { names }), { gives: names[child], input });
      expect(starts).toEqual([{ do: "start", slot: 0, child, input }]);
    }),
  );
});
