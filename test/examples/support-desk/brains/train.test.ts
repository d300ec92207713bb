import { expect, it } from "vitest";
import { defaultCalibration } from "../../../../examples/support-desk/brains/evaluator.ts";
import { routeMail } from "../../../../examples/support-desk/brains/router.ts";
import { judgeSpam } from "../../../../examples/support-desk/brains/spam-filter.ts";
import { trainDesk } from "../../../../examples/support-desk/brains/train.ts";
import type { CorpusMail } from "../../../../examples/support-desk/corpus/corpus-mail.ts";
import { sampleMails } from "../../../../examples/support-desk/corpus/sample.ts";
import { aMail } from "../a-mail.ts";

const mails = sampleMails();
const trained = trainDesk(mails);

it("learns enough from the sample to sort the mails that it has not seen", () => {
  expect(trained.report.spamAccuracy).toBeGreaterThan(0.95);
  expect(trained.report.queueAccuracy).toBeGreaterThan(0.9);
  expect(trained.report.counts).toMatchObject({ training: 87, heldOut: 38 });
});

it("reports what the models really do on the mails held out", () => {
  const { models, heldOut, report } = trained;
  const right = heldOut.filter(({ mail, truth }) => judgeSpam(models.spam, mail).isSpam === truth.isSpam);
  expect(right.length / heldOut.length).toBe(report.spamAccuracy);
  const withQueue = heldOut.filter(({ truth }) => truth.queue !== null);
  const routed = withQueue.filter(({ mail, truth }) => routeMail(models.router, mail).queue === truth.queue);
  expect(routed.length / withQueue.length).toBe(report.queueAccuracy);
});

it("answers from the training part only", () => {
  const held = new Set(trained.heldOut.map(({ mail }) => mail.id));
  const pairs = trained.models.pastReplies.flatMap((shard) => shard.pairs);
  expect(pairs.filter(({ questionId, replyId }) => held.has(questionId) || held.has(replyId))).toEqual([]);
  expect(pairs.length).toBeGreaterThan(10);
});

it("calibrates on what it finds in other threads, never on a mail's own answer", () => {
  const strangeWords = (thread: number) => {
    return Array.from({ length: 12 }, (_, index) => `w${String.fromCharCode(97 + thread, 97 + index)}zz`).join(" ");
  };
  const threads = Array.from({ length: 20 }, (_, thread): readonly CorpusMail[] => {
    const question = aMail({ id: `q${thread}`, messageId: `m-${thread}`, from: "A", body: strangeWords(thread) });
    const answer = { ...question, id: `r${thread}`, messageId: `n-${thread}`, from: "B", parents: [`m-${thread}`] };
    return [question, answer].map((mail) => ({ mail, label: "ham", listId: null }));
  });
  const { models, report } = trainDesk(threads.flat());
  expect(report.counts.replyPairs).toBeGreaterThan(5);
  expect(models.calibration).toEqual({ threshold: 0, typicalScore: defaultCalibration.typicalScore });
});

it("is the same for the same seed, another for another, and plain data", () => {
  expect(trainDesk(mails, { seed: 42 })).toEqual(trained);
  expect(trainDesk(mails, { seed: 7 })).not.toEqual(trained);
  expect(JSON.parse(JSON.stringify(trained))).toEqual(trained);
});

it("keeps as many shards as it is told", () => {
  expect(trainDesk(mails, { shards: 3 }).models.pastReplies).toHaveLength(3);
});

it("trains on nothing without falling", () => {
  expect(trainDesk([]).report).toMatchObject({ spamAccuracy: 0, queueAccuracy: 0 });
});
