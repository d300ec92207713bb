import fc from "fast-check";
import { expect, it } from "vitest";
import { classify, trainBayes, weightsOf } from "../../../../examples/support-desk/brains/naive-bayes.ts";

const example = (className: string, ...words: readonly string[]) => ({ className, features: new Set(words) });

const model = trainBayes(
  ["ham", "spam"],
  [example("ham", "disk", "help"), example("ham", "disk"), example("spam", "money", "help"), example("other", "noise")],
);

it("finds the class in which the words of a text were seen", () => {
  expect(classify(model, new Set(["disk"]))[0]).toBeGreaterThan(0.9);
  expect(classify(model, new Set(["money"]))[1]).toBeGreaterThan(0.8);
});

it("falls back to how frequent the classes are for words that it never saw", () => {
  const unseen = classify(model, new Set(["unheard", "constructor", "toString"]));
  expect(unseen).toEqual(classify(model, new Set()));
  expect(unseen[0]).toBeCloseTo(3 / 5, 3);
});

it("learns nothing from examples of other classes", () => {
  expect(weightsOf(model, "noise")).toBeUndefined();
  expect(weightsOf(model, "constructor")).toBeUndefined();
});

it("gives probabilities that add up to one, and is plain data", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c", "d", "constructor"));
  const examples = fc.array(fc.record({ className: fc.constantFrom("x", "y", "z"), words }));
  fc.assert(
    fc.property(examples, words, (known, asked) => {
      const trained = trainBayes(
        ["x", "y", "z"],
        known.map(({ className, words: text }) => example(className, ...text)),
      );
      const shares = classify(trained, new Set(asked));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(classify(JSON.parse(JSON.stringify(trained)), new Set(asked))).toEqual(shares);
    }),
  );
});

it("agrees with the sum done by hand", () => {
  const [ham = 0, spam = 0] = classify(model, new Set(["help"]));
  const byHand = ((3 / 5) * (1.1 / (3 + 0.1 * 4))) / ((2 / 5) * (1.1 / (2 + 0.1 * 4)));
  expect(ham / spam).toBeCloseTo(byHand, 2);
});
