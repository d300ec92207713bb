import type { CorpusMail } from "../corpus/corpus-mail.ts";
import type { Mail, PastReply, Queue } from "../schemas.ts";
import { composeReply } from "./composer.ts";
import { type Calibration, defaultCalibration, evaluateDraft, scorePerWord, thresholdFor } from "./evaluator.ts";
import { findReplyPairs, indexPastReplies, mergeHits, type PastReplies, queryOf, searchShard } from "./past-replies.ts";
import { queueOfList, type RouterModel, routeFeatures, trainRouter } from "./router.ts";
import { judgeFeatures, type SpamModel, trainSpamFilter } from "./spam-filter.ts";
import { shuffle, split } from "./split.ts";
import { triageMail } from "./triage.ts";
import { featuresOf } from "./words.ts";

/** All that the agents of the desk know, as plain data. */
export type DeskModels = {
  readonly spam: SpamModel;
  readonly router: RouterModel;
  readonly pastReplies: PastReplies;
  readonly calibration: Calibration;
};

/** A mail that was kept from training, with the truth about it; the queue is null for spam and for other lists. */
export type HeldOutMail = {
  readonly mail: Mail;
  readonly truth: { readonly isSpam: boolean; readonly queue: Queue | null };
};

/** How well the desk does on mails that it has never seen. Accuracies are shares from 0 to 1, 0 if nothing was held out. */
export type TrainingReport = {
  readonly spamAccuracy: number;
  readonly queueAccuracy: number;
  readonly counts: {
    readonly training: number;
    readonly heldOut: number;
    readonly heldOutSpam: number;
    readonly heldOutWithQueue: number;
    readonly falseAlarms: number;
    readonly missedSpam: number;
    readonly replyPairs: number;
  };
};

/** A desk ready for work, with mails to try it on. */
export type TrainedDesk = {
  readonly models: DeskModels;
  readonly heldOut: readonly HeldOutMail[];
  readonly report: TrainingReport;
};

/** How to train: the seed of the split, 42 by default, and the number of shards of past replies, 4 by default. */
export type TrainOptions = { readonly seed?: number; readonly shards?: number };

/**
 * Trains the whole desk on 70 % of the mails and measures it on the rest. Past replies come from threads of which both
 * the question and the answer are in the training part. The same mails with the same seed give the same desk.
 */
export function trainDesk(mails: readonly CorpusMail[], options: TrainOptions = {}): TrainedDesk {
  const { seed = 42, shards = 4 } = options;
  const parts = split(mails.map(learn), { seed });
  const spam = trainSpamFilter(parts.training);
  const router = trainRouter(parts.training.flatMap(({ features, queue }) => (queue ? [{ features, queue }] : [])));

  const wanted = parts.training.filter(({ isSpam }) => !isSpam).map(({ mail }) => mail);
  const pairs = findReplyPairs(wanted);
  const pastReplies = indexPastReplies(pairs, shards);
  const calibration = calibrate(pastReplies, shuffle(wanted, seed).slice(0, CALIBRATION_MAILS));
  return {
    models: { spam, router, pastReplies, calibration },
    heldOut: parts.heldOut.map(({ mail, isSpam, queue }) => ({ mail, truth: { isSpam, queue } })),
    report: measure({ spam, router, parts, replyPairs: pairs.length }),
  };
}

type Example = {
  readonly mail: Mail;
  readonly features: ReadonlySet<string>;
  readonly isSpam: boolean;
  readonly queue: Queue | null;
};

/** The evaluator is calibrated on this many mails; all of them move the threshold by a hundredth. */
const CALIBRATION_MAILS = 200;

function learn({ mail, label, listId }: CorpusMail): Example {
  const isSpam = label === "spam";
  return { mail, features: featuresOf(mail), isSpam, queue: isSpam ? null : queueOfList(listId) };
}

/**
 * Answers mails of the training part as if they were new: their own threads' answers to them are left out. The typical
 * score is the median, the threshold the confidence below which a fifth of the drafts lies.
 */
function calibrate(pastReplies: PastReplies, mails: readonly Mail[]): Calibration {
  const found = mails.map((mail) => ({ mail, replies: strangersReplies(pastReplies, mail) }));
  const scores = found.map(({ mail, replies }) => scorePerWord(mail, replies)).toSorted((a, b) => a - b);
  const typicalScore = scores[Math.floor(scores.length / 2)] || defaultCalibration.typicalScore;
  const confidences = found.map(({ mail, replies }) => {
    const triage = triageMail(mail);
    const draft = composeReply({ mail, triage, replies });
    return evaluateDraft({ mail, triage, draft, replies }, { ...defaultCalibration, typicalScore }).confidence;
  });
  return { threshold: thresholdFor(confidences), typicalScore };
}

function strangersReplies(pastReplies: PastReplies, mail: Mail): readonly PastReply[] {
  const query = queryOf(mail);
  const hits = mergeHits(
    pastReplies.map((shard) => searchShard(shard, query, 20)),
    20,
  );
  return hits.filter(({ questionId, replyId }) => questionId !== mail.id && replyId !== mail.id).slice(0, 5);
}

type Measurable = {
  readonly spam: SpamModel;
  readonly router: RouterModel;
  readonly parts: { readonly training: readonly Example[]; readonly heldOut: readonly Example[] };
  readonly replyPairs: number;
};

function measure({ spam, router, parts, replyPairs }: Measurable): TrainingReport {
  const { training, heldOut } = parts;
  const judged = heldOut.map((example) => ({ ...example, judgedSpam: judgeFeatures(spam, example.features).isSpam }));
  const falseAlarms = judged.filter(({ isSpam, judgedSpam }) => judgedSpam && !isSpam).length;
  const missedSpam = judged.filter(({ isSpam, judgedSpam }) => !judgedSpam && isSpam).length;
  const withQueue = heldOut.filter(({ queue }) => queue !== null);
  const routed = withQueue.filter(({ features, queue }) => routeFeatures(router, features).queue === queue).length;
  return {
    spamAccuracy: share(heldOut.length - falseAlarms - missedSpam, heldOut.length),
    queueAccuracy: share(routed, withQueue.length),
    counts: {
      training: training.length,
      heldOut: heldOut.length,
      heldOutSpam: heldOut.filter(({ isSpam }) => isSpam).length,
      heldOutWithQueue: withQueue.length,
      falseAlarms,
      missedSpam,
      replyPairs,
    },
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
