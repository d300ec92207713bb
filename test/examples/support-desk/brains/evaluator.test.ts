import fc from "fast-check";
import { expect, it } from "vitest";
import { composeReply } from "../../../../examples/support-desk/brains/composer.ts";
import { defaultCalibration, evaluateDraft, thresholdFor } from "../../../../examples/support-desk/brains/evaluator.ts";
import { evaluationSchema, type PastReply, type Triage } from "../../../../examples/support-desk/schemas.ts";
import { aMail, aPastReply, aTriage } from "../a-mail.ts";

const mail = aMail({ subject: "Sound card", body: "The sound card is silent. How do I unmute the mixer?" });

function judge(replies: readonly PastReply[], triage: Triage = aTriage()) {
  const draft = composeReply({ mail, triage, replies });
  return evaluateDraft({ mail, triage, draft, replies });
}

it("trusts a close answer and says why", () => {
  const evaluation = judge([aPastReply({ score: 30 })]);
  expect(evaluation.needsPerson).toBe(false);
  expect(evaluation.because).toEqual([
    "a similar question was answered before",
    "one earlier answer fits clearly best",
    "it speaks of most of what was asked",
  ]);
});

it("asks a person if nothing was found", () => {
  expect(judge([])).toEqual({
    confidence: 0,
    threshold: defaultCalibration.threshold,
    needsPerson: true,
    because: ["no earlier answer fits"],
  });
});

it("trusts an answer more, the better it scores", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 50, noNaN: true }), fc.double({ min: 1, max: 50, noNaN: true }), (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(judge([aPastReply({ score: high })]).confidence).toBeGreaterThanOrEqual(
        judge([aPastReply({ score: low })]).confidence,
      );
    }),
  );
});

it.each([
  ["an angry sender", aTriage({ tone: "angry" }), "the sender is angry"],
  ["a foreign language", aTriage({ language: "de" }), "the mail is in another language (de)"],
])("trusts an answer less for %s", (_what, triage, reason) => {
  const usual = judge([aPastReply()]);
  const now = judge([aPastReply()], triage);
  expect(now.confidence).toBeLessThan(usual.confidence);
  expect(now.because).toContain(reason);
});

it("trusts an answer less if another is as good", () => {
  expect(judge([aPastReply(), aPastReply({ replyId: "r2" })]).confidence).toBeLessThan(
    judge([aPastReply()]).confidence,
  );
});

it("gives what the schema wants, for any score", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (score) => {
      const evaluation = judge([aPastReply({ score })]);
      expect(evaluationSchema.parse(evaluation)).toEqual(evaluation);
    }),
  );
});

it("sets the threshold so that the wanted share lies below it", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (confidences) => {
      const below = confidences.filter((confidence) => confidence < thresholdFor(confidences)).length;
      expect(below).toBe(Math.floor(confidences.length * 0.2));
    }),
  );
  expect(thresholdFor([])).toBe(0.5);
});
