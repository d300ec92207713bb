import type { Mail, SpamVerdict } from "../schemas.ts";
import { type BayesModel, classify, trainBayes, weightsOf } from "./naive-bayes.ts";
import { featuresOf } from "./words.ts";

/** What the spam filter has learnt: naive Bayes over the classes `ham` and `spam`, in this order. */
export type SpamModel = BayesModel;

/** The words of a mail (`featuresOf`) and whether it was spam. */
export type SpamExample = { readonly features: ReadonlySet<string>; readonly isSpam: boolean };

/** Learns from mails of which it is known whether they are spam. */
export function trainSpamFilter(examples: readonly SpamExample[]): SpamModel {
  const labelled = examples.map(({ features, isSpam }) => ({ features, className: isSpam ? "spam" : "ham" }));
  return trainBayes(["ham", "spam"], labelled);
}

/** Judges a mail: spam from a probability of one half on. `because` names the five words that weighed most for it. */
export function judgeSpam(model: SpamModel, mail: Mail): SpamVerdict {
  return judgeFeatures(model, featuresOf(mail));
}

/** As {@link judgeSpam}, for one who has the words of the mail already. */
export function judgeFeatures(model: SpamModel, features: ReadonlySet<string>): SpamVerdict {
  const probability = classify(model, features)[SPAM] ?? 0;
  const isSpam = probability >= 0.5;
  return { isSpam, probability, because: weightiest({ model, features, towards: isSpam ? 1 : -1 }) };
}

const HAM = 0;
const SPAM = 1;
const WORDS_SHOWN = 5;

type Weighing = { readonly model: SpamModel; readonly features: ReadonlySet<string>; readonly towards: 1 | -1 };

function weightiest({ model, features, towards }: Weighing): readonly string[] {
  const lean = (word: string) => {
    const weights = weightsOf(model, word);
    return towards * ((weights?.[SPAM] ?? 0) - (weights?.[HAM] ?? 0));
  };
  const leaning = [...features].map((word) => ({ word, lean: lean(word) })).filter((entry) => entry.lean > 0);
  return leaning
    .toSorted((a, b) => b.lean - a.lean || (a.word < b.word ? -1 : 1))
    .slice(0, WORDS_SHOWN)
    .map(({ word }) => word);
}
