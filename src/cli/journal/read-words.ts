import type { SignedReply } from "../../kernel/answering.ts";
import { didYouMean } from "../../model/near.ts";
import { type Question, REPLIES } from "../../model/question.ts";
import { TroupeError } from "../../model/troupe-error.ts";
import { hintsFor, readReply } from "../terminal/reply-words.ts";
import { isToBeSigned, NOBODY, rolesText } from "../terminal/signature.ts";
import { oneLine } from "../terminal/text.ts";
import { usage } from "../usage.ts";

/** What was said on the command line, and by whom. */
export interface Said {
  readonly words: string;
  readonly by: string | undefined;
  readonly role: string | undefined;
}

/**
 * An answer from words, held against the question as far as its facts tell: what it understands, who may answer, who
 * has approved already, whether there is time left. The schema of a value is the service's to look at.
 *
 * @throws TroupeError BAD_REPLY for what is said, USAGE for who says it or when
 */
export function readWords(question: Question, { words, by, role }: Said, now: number): SignedReply {
  if (question.deadline <= now)
    throw usage(
      `${nameOf(question)} was open until ${new Date(question.deadline).toISOString()}.`,
      `It takes what it declares for then: ${question.otherwise}.`,
    );
  const reply = replyOf(question, words);
  acceptPerson(question, { verdict: reply.verdict, by, role });
  return { ...reply, by: by ?? NOBODY.by, ...(role === undefined ? {} : { role }), hash: question.hash };
}

function replyOf(question: Question, words: string) {
  const first = /^[a-z]*/i.exec(words.trim())?.[0].toLowerCase() ?? "";
  const verdicts = REPLIES[question.kind];
  const isKnown = first !== "" && verdicts.some((verdict) => verdict.startsWith(first));
  if (question.kind !== "human" && !isKnown)
    throw refusal(
      question,
      `does not understand ${JSON.stringify(first === "" ? words : first)}`,
      didYouMean(first, verdicts),
    );
  const said = readReply(question, words);
  switch (said.is) {
    case "reply":
      return said.reply;
    case "incomplete":
      throw refusal(
        question,
        `needs more than ${JSON.stringify(words)}`,
        `Write ${hintsFor(question).find((hint) => hint.startsWith(first)) ?? "the rest"}.`,
      );
    case "wrong":
      throw refusal(question, `does not understand ${JSON.stringify(words)}`, `${said.why}.`);
    case "show":
      throw refusal(question, "is not shown by its answer", "Write troupe show <journal> <run>.");
  }
}

interface Person extends Omit<Said, "words"> {
  readonly verdict: SignedReply["verdict"];
}

function acceptPerson(question: Question, { verdict, by, role }: Person): void {
  const { roles, approvals = [] } = question;
  const name = nameOf(question);
  if (isToBeSigned(question) && (by === undefined || by.trim() === ""))
    throw usage(
      `${name} counts an answer only with who gives it.`,
      `Add --by <name>${roles === undefined ? "" : ` --role <${roles.join("|")}>`}.`,
    );
  if (roles !== undefined && (role === undefined || !roles.includes(role)))
    throw usage(
      `${name} may not be answered ${role === undefined ? "without a role" : `by the role ${JSON.stringify(role)}`}.`,
      `Add --role with one that may: ${rolesText(roles)}.`,
    );
  if (verdict !== "reject" && approvals.some((approval) => approval.by.trim() === by?.trim()))
    throw usage(
      `${name} was approved by ${by} already.`,
      "Somebody else must, or say reject <reason> to take it back.",
    );
}

function nameOf({ kind, name }: Question): string {
  return `The ${kind} ${oneLine(name)}`;
}

function refusal(question: Question, what: string, remedy: string): TroupeError {
  return new TroupeError("BAD_REPLY", {
    what: `${nameOf(question)} ${what}.`,
    remedy,
    facts: { question: question.id },
  });
}
