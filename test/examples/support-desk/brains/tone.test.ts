import fc from "fast-check";
import { expect, it } from "vitest";
import { toneOf } from "../../../../examples/support-desk/brains/tone.ts";

it.each([
  ["Thank you so much, this is excellent and very helpful.", 0.6, 1],
  ["This is ridiculous, the worst service, I am furious!!!", -1, -0.6],
  ["The mixer has four channels.", 0, 0],
  ["This is not helpful.", -0.5, -0.1],
  ["WHY DOES NOBODY EVER ANSWER THESE MAILS WHEN THEY ARRIVE HERE", -1, -0.4],
])("hears the tone of %j", (text, from, to) => {
  expect(toneOf(text)).toBeGreaterThanOrEqual(from);
  expect(toneOf(text)).toBeLessThanOrEqual(to);
});

it("stays between -1 and 1", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("thanks", "horrible", "very", "not", "AAAA", "!!!")), (words) => {
      expect(Math.abs(toneOf(words.join(" ")))).toBeLessThanOrEqual(1);
    }),
  );
});
