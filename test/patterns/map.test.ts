import fc from "fast-check";
import { expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import { anyOrder, declining, play } from "./play.ts";

const summarise = atRest("map", { names: ["summarise"], concurrency: 2 });

it("starts as many items as it may at once, and the next as soon as one ends", () => {
  const { starts, atOnce } = play(summarise, { input: ["a", "b", "c"] });
  expect(starts).toEqual(["a", "b", "c"].map((input, slot) => ({ do: "start", slot, child: 0, index: slot, input })));
  expect(atOnce).toBe(2);
});

it("gives an empty list for an empty list, and starts nothing", () => {
  expect(play(summarise, { input: [] })).toMatchObject({ starts: [], lastWord: { do: "finish", output: [] } });
});

it.each([{ length: 2 }, "ab", null, 2])("is unresolved on what is no list: %j", (input) => {
  expect(play(summarise, { input })).toMatchObject({
    starts: [],
    lastWord: { do: "unresolved", reason: "a map takes a list" },
  });
});

it("is unresolved on a list longer than it takes, before anything starts", () => {
  const bounded = atRest("map", { names: ["summarise"], concurrency: 2, maxItems: 2 });
  expect(play(bounded, { input: ["a", "b"] }).lastWord).toMatchObject({ do: "finish" });
  expect(play(bounded, { input: ["a", "b", "c"] })).toMatchObject({
    starts: [],
    lastWord: { do: "unresolved", reason: "3 items, and maxItems is 2" },
  });
});

it("is unresolved where an item declines, and names it by its place", () => {
  const { lastWord } = play(summarise, { input: ["a", "b"], says: declining("too long"), pick: () => 1 });
  expect(lastWord).toEqual({ do: "unresolved", reason: "summarise[1] declined: too long" });
});

const lists = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 300 });
const concurrencies = fc.integer({ min: 1, max: 310 });

it("gives the outputs in the order of the items, frozen, in whatever order they end", () => {
  fc.assert(
    fc.property(lists, concurrencies, anyOrder, (input, concurrency, pick) => {
      const says = ({ index, input: item }: { readonly index?: number; readonly input: unknown }) =>
        ({ how: "done", output: [index, item] }) as const;
      const { lastWord } = play(atRest("map", { names: ["f"], concurrency }), { input, pick, says });
      expect(lastWord).toEqual({ do: "finish", output: input.map((item, i) => [i, item]) });
      expect(Object.isFrozen(lastWord?.do === "finish" && lastWord.output)).toBe(true);
    }),
  );
});

it("starts every item once, in order, never more at once than its concurrency, and never fewer than it may", () => {
  fc.assert(
    fc.property(lists, concurrencies, anyOrder, (input, concurrency, pick) => {
      const { starts, atOnce } = play(atRest("map", { names: ["f"], concurrency }), { input, pick });
      expect(starts.map(({ slot, index, input: item }) => [slot, index, item])).toEqual(
        input.map((item, i) => [i, i, item]),
      );
      expect(atOnce).toBe(Math.min(concurrency, input.length));
    }),
  );
});
