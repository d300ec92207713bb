import { maskText } from "../corpus/mask.ts";
import type { Draft, Mail, PastReply, Triage } from "../schemas.ts";
import { withoutTag } from "./list-marks.ts";
import { sentencesOf } from "./own-words.ts";
import { queryOf } from "./past-replies.ts";
import { significantWordsOf } from "./stop-words.ts";

/** What an answer is made from. `replies` are past replies, best first; there may be none. */
export type ComposeInput = {
  readonly mail: Mail;
  readonly triage: Triage;
  readonly replies: readonly PastReply[];
};

/** At most this many past replies are quoted, and of each at most this many sentences. */
const QUOTED_REPLIES_MAX = 2;

/** See {@link QUOTED_REPLIES_MAX}. */
const QUOTED_SENTENCES_MAX = 3;

/**
 * Writes an answer out of what was answered before: a greeting, of the best past replies the sentences closest to the
 * question, each with the mail from which it comes, and a closing. It invents nothing; without past replies it says so.
 * Everything in it is masked once more.
 */
export function composeReply({ mail, triage, replies }: ComposeInput): Draft {
  const wanted = new Set(significantWordsOf(queryOf(mail)));
  const best = replies[0]?.score ?? 0;
  const close = replies.filter((reply) => reply.score >= best * CLOSE_TO_BEST).slice(0, QUOTED_REPLIES_MAX);
  const quoted = close
    .map((reply) => ({ mailId: reply.replyId, sentences: relevantSentences(reply.reply, wanted) }))
    .filter(({ sentences }) => sentences.length > 0);

  const subject = withoutTag(mail.subject);
  const paragraphs = [
    greeting(subject, triage),
    ...quoted.map(({ mailId, sentences }) => `${sentences.map((line) => `> ${line}`).join("\n")}\n(from ${mailId})`),
    closing(quoted.length > 0),
  ];
  return {
    mailId: mail.id,
    subject: maskText(`Re: ${subject}`),
    body: maskText(paragraphs.join("\n\n")),
    quotes: quoted.flatMap(({ mailId, sentences }) => {
      return sentences.map((sentence) => ({ mailId, sentence: maskText(sentence) }));
    }),
  };
}

/** A second reply is only worth quoting if it comes this near to the first. */
const CLOSE_TO_BEST = 0.8;

const SENTENCE_WORDS_MIN = 5;
const SENTENCE_CHARS_MAX = 400;

/** The sentences that share most words with the question, in the order in which they stand in the reply. */
function relevantSentences(reply: string, wanted: ReadonlySet<string>): readonly string[] {
  const candidates = sentencesOf(reply).filter((sentence) => {
    return sentence.split(" ").length >= SENTENCE_WORDS_MIN && sentence.length <= SENTENCE_CHARS_MAX;
  });
  const scored = candidates.map((sentence, index) => ({ sentence, index, score: closeness(sentence, wanted) }));
  return scored
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, QUOTED_SENTENCES_MAX)
    .toSorted((a, b) => a.index - b.index)
    .map(({ sentence }) => sentence);
}

/** Shared words, weighed down in long sentences so that the longest does not always win. */
function closeness(sentence: string, wanted: ReadonlySet<string>): number {
  const words = significantWordsOf(sentence);
  const shared = words.filter((word) => wanted.has(word)).length;
  return shared / Math.sqrt(words.length + 1);
}

function greeting(subject: string, triage: Triage): string {
  const about = subject === "" ? "your mail" : `your mail about "${subject}"`;
  const numbers = triage.numbers.length === 0 ? "" : ` We noted the number ${triage.numbers.join(", ")}.`;
  const regret = triage.tone === "angry" ? " We are sorry for the trouble." : "";
  return `Hello,\n\nthank you for ${about}.${regret}${numbers}`;
}

function closing(hasQuotes: boolean): string {
  const rest = hasQuotes
    ? "This is what was answered to a similar question. If it does not help, answer this mail and a person will look."
    : "We found no earlier answer that fits, so a person will look at it.";
  return `${rest}\n\nYour support desk`;
}
