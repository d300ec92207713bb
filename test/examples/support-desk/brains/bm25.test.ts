import fc from "fast-check";
import { expect, it } from "vitest";
import { countCollection, indexTexts, rankTexts } from "../../../../examples/support-desk/brains/bm25.ts";

const word = fc.constantFrom("a", "b", "c", "d", "e", "constructor");
const texts = fc.array(fc.array(word, { maxLength: 12 }), { maxLength: 10 });

const index = (all: readonly (readonly string[])[]) => indexTexts(all, countCollection(all));

it("ranks the text first that has the rarest word of the query, and often", () => {
  const hits = rankTexts(index([["a", "b"], ["a", "a"], ["a", "c", "c"], ["a"]]), ["a", "c"]);
  expect(hits.map(({ position }) => position)).toEqual([2, 1, 3, 0]);
});

it("finds exactly the texts that share a word with the query, best first", () => {
  fc.assert(
    fc.property(texts, fc.array(word), (all, query) => {
      const hits = rankTexts(index(all), query);
      const sharing = all.flatMap((text, position) => (text.some((each) => query.includes(each)) ? [position] : []));
      expect(hits.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(sharing);
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a));
    }),
  );
});

it("agrees with the formula, computed text by text", () => {
  fc.assert(
    fc.property(texts, fc.array(word), (all, query) => {
      const average = all.flat().length / all.length;
      const score = (text: readonly string[]) =>
        [...new Set(query)].reduce((sum, each) => {
          const having = all.filter((other) => other.includes(each)).length;
          const count = text.filter((other) => other === each).length;
          const rarity = Math.log(1 + (all.length - having + 0.5) / (having + 0.5));
          return sum + (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * text.length) / average));
        }, 0);
      for (const hit of rankTexts(index(all), query)) {
        expect(hit.score).toBeCloseTo(score(all[hit.position] ?? []), 9);
      }
    }),
  );
});
