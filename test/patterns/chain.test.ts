import fc from "fast-check";
import { expect, it } from "vitest";
import { atRest, begin, childEnded, rewind } from "../../src/patterns/catalogue.ts";
import { declining, namesOf, outputOf, play } from "./play.ts";

const three = atRest("chain", { names: ["classify", "draft", "send"] });

it("gives each step the output of the one before, and ends with the last one's", () => {
  const { starts, lastWord } = play(three, {
    says: ({ child, input }) => ({ how: "done", output: [child, input] }),
  });
  expect(starts.map(({ child, input }) => [child, input])).toEqual([
    [0, "in"],
    [1, [0, "in"]],
    [2, [1, [0, "in"]]],
  ]);
  expect(lastWord).toEqual({ do: "finish", output: [2, [1, [0, "in"]]] });
});

it("begins with its first step alone", () => {
  expect(begin(three, "in").commands).toEqual([{ do: "start", slot: 0, child: 0, input: "in" }]);
});

it("is unresolved where a step declines, and names it", () => {
  const says = (start: Parameters<typeof outputOf>[0]) =>
    start.child === 1 ? declining("not mine")() : outputOf(start);
  expect(play(three, { says }).lastWord).toEqual({ do: "unresolved", reason: "draft declined: not mine" });
});

it("goes back to a step with the input that it had, and forgets what came of it", () => {
  const first = childEnded(begin(three, "in").course, {
    slot: 0,
    name: "a",
    path: "a",
    how: "done",
    output: "triaged",
  });
  const second = childEnded(first.course, { slot: 1, name: "b", path: "b", how: "done", output: "a draft" });
  const back = rewind(second.course, [1]);
  expect(back?.commands).toEqual([{ do: "start", slot: 1, child: 1, input: "triaged", isConsumer: true }]);
  expect(back?.course.state).toEqual(first.course.state);
});

it("runs its steps one at a time, each once, in order, whatever they give", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 30 }), (outputs) => {
      const course = atRest("chain", { names: namesOf(outputs.length) });
      const { starts, atOnce, lastWord } = play(course, {
        says: ({ child }) => ({ how: "done", output: outputs[child] }),
      });
      expect(starts.map(({ slot, child, input }) => [slot, child, input])).toEqual(
        ["in", ...outputs.slice(0, -1)].map((input, i) => [i, i, input]),
      );
      expect(atOnce).toBe(1);
      expect(lastWord).toEqual({ do: "finish", output: outputs.at(-1) });
    }),
  );
});

it("ends as if it had never gone back, once the steps have been done again", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), fc.nat(), (length, turn, target) => {
      const course = atRest("chain", { names: namesOf(length) });
      let progress = begin(course, "in");
      const through = (until: number) => {
        for (
          let command = progress.commands[0];
          command?.do === "start" && command.slot < until;
          command = progress.commands[0]
        )
          progress = childEnded(progress.course, {
            slot: command.slot,
            name: "step",
            path: "step",
            ...outputOf(command),
          });
      };
      through(turn % length);
      progress = rewind(progress.course, [target % ((turn % length) + 1)]) ?? progress;
      through(length);
      expect(progress.commands).toEqual([play(course).lastWord]);
    }),
  );
});
