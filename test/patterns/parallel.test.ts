import fc from "fast-check";
import { expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import { anyOrder, declining, namesOf, outputOf, play } from "./play.ts";

const context = atRest("parallel", { names: ["orders", "history"] });

it("starts all branches at once on the same input, in the order of their names", () => {
  const { starts, atOnce } = play(context);
  expect(starts).toEqual([
    { do: "start", slot: 0, child: 0, input: "in" },
    { do: "start", slot: 1, child: 1, input: "in" },
  ]);
  expect(atOnce).toBe(2);
});

it("gives one field per branch", () => {
  const { lastWord } = play(context, { says: ({ child }) => ({ how: "done", output: child }) });
  expect(lastWord).toEqual({ do: "finish", output: { orders: 0, history: 1 } });
});

it("is unresolved as soon as a branch declines, and names it", () => {
  const { lastWord } = play(context, { says: declining("no access"), pick: () => 1 });
  expect(lastWord).toEqual({ do: "unresolved", reason: "history declined: no access" });
});

it("keeps a branch called __proto__ a field", () => {
  const { lastWord } = play(atRest("parallel", { names: ["__proto__"] }), {
    says: () => ({ how: "done", output: { a: 1 } }),
  });
  expect(JSON.stringify(lastWord)).toBe('{"do":"finish","output":{"__proto__":{"a":1}}}');
});

it("gives the same, frozen, in whatever order the branches end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), anyOrder, (width, pick) => {
      const names = namesOf(width);
      const says = ({ child }: { readonly child: number }) => ({ how: "done", output: child }) as const;
      const { lastWord } = play(atRest("parallel", { names }), { pick, says });
      const output = Object.fromEntries(names.map((name, child) => [name, child]));
      expect(lastWord).toEqual({ do: "finish", output });
      expect(Object.isFrozen(lastWord?.do === "finish" && lastWord.output)).toBe(true);
    }),
  );
});

it("does not finish before the last branch has ended", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), anyOrder, (width, pick) => {
      let ended = 0;
      const says = (start: Parameters<typeof outputOf>[0]) => {
        ended += 1;
        return outputOf(start);
      };
      play(atRest("parallel", { names: namesOf(width) }), { pick, says });
      expect(ended).toBe(width);
    }),
  );
});
