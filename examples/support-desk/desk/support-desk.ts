import { agent, approval, branch, chain, fallback, human, map, parallel, pass, retry, skip } from "troupe";
import { z } from "zod";
import { type Calibration, evaluateDraft } from "../brains/evaluator.ts";
import { judgeSpam } from "../brains/spam-filter.ts";
import type { DeskModels } from "../brains/train.ts";
import { triageMail } from "../brains/triage.ts";
import { type Mail, mailSchema, queueSchema, triageSchema } from "../schemas.ts";
import { excerpt } from "./excerpt.ts";
import { network, strikes } from "./mishaps.ts";
import {
  type Assessed,
  assessedSchema,
  caseOf,
  caseSchema,
  dossierSchema,
  type Result,
  resultSchema,
  screenedSchema,
  type Sender,
  senderSchema,
  writtenSchema,
} from "./records.ts";
import { retrieval } from "./retrieval.ts";
import { writing } from "./writing.ts";

/** What a desk is made of. */
export interface DeskParts {
  readonly models: DeskModels;
  /** How many mails each sender wrote before. */
  readonly history: ReadonlyMap<string, number>;
  readonly seed: number;
  /** How long a person has to answer, in milliseconds. */
  readonly patienceMs: number;
  readonly mailsMax: number;
}

/** Mails worked on at a time. */
const CONCURRENCY = 6;

/** The whole desk: mails in, results out, in the same order. */
export function supportDesk(parts: DeskParts) {
  const { models } = parts;
  const screen = agent("screen", {
    input: mailSchema,
    output: screenedSchema,
    work: (mail) => ({ mail, spam: judgeSpam(models.spam, mail) }),
  });
  const discard = agent("discard", {
    input: screenedSchema,
    output: resultSchema,
    work: ({ mail, spam }): Result => ({
      ...closed(mail.id, { status: "spam", why: spam.because.join(", ") }),
      confidence: spam.probability,
    }),
  });
  const spamGate = branch("spam-gate", {
    on: ({ spam }) => (spam.isSpam ? "spam" : "ham"),
    cases: { spam: discard, ham: answering(parts).given(({ mail }: z.infer<typeof screenedSchema>) => mail) },
  });
  const mail = chain("mail", [screen, spamGate]).supervised({ escalated: [fallback(handOver(parts))] });
  return map("desk", mail, { concurrency: CONCURRENCY, maxItems: parts.mailsMax });
}

/** From a wanted mail to an answer that somebody stands for. */
function answering({ models, history, seed, patienceMs }: DeskParts) {
  const triage = agent("triage", { input: mailSchema, output: triageSchema, work: triageMail });
  const dossier = parallel("dossier", {
    mail: pass<Mail>(),
    triage,
    sender: directory(history, seed),
    replies: retrieval(models.pastReplies, seed),
  });
  const written = parallel("written", {
    dossier: pass<z.infer<typeof dossierSchema>>(),
    text: writing(models.router, seed),
  });
  return chain("answering", [dossier, written, evaluation(models.calibration, patienceMs)]);
}

/** The directory of senders, over a bad line: it is asked again, and done without when it stays down. */
function directory(history: ReadonlyMap<string, number>, seed: number) {
  const lookUp = agent("sender", {
    input: mailSchema,
    output: senderSchema,
    async work(mail, { signal, attempt }): Promise<Sender> {
      await network(`${mail.from} ${attempt}`, { fromMs: 20, toMs: 120 }, signal);
      const isReset = attempt === 1 && strikes("connection-reset", mail.id, seed);
      if (isReset || strikes("directory-down", mail.id, seed))
        throw new Error("the directory hung up", { cause: { code: "ECONNRESET", message: "read ECONNRESET" } });
      const earlierMails = history.get(mail.from) ?? 0;
      return { isKnown: earlierMails > 0, earlierMails };
    },
  });
  const unknown: Sender = { isKnown: false, earlierMails: 0 };
  return lookUp.supervised({ transient: [retry({ attempts: 3, backoff: { initialMs: 60 } }), skip(unknown)] });
}

const judgedSchema = z.strictObject({ dossier: dossierSchema, text: writtenSchema });

/** How far the draft can be trusted, and what follows from it. */
function evaluation(calibration: Calibration, patienceMs: number) {
  const evaluate = agent("evaluator", {
    input: judgedSchema,
    output: assessedSchema,
    work({ dossier: { mail, triage, replies }, text: { desk, draft } }): Assessed {
      const evaluated = evaluateDraft({ mail, triage, replies, draft }, calibration);
      const quoted = draft.quotes.map(({ sentence }) => sentence).join(" … ");
      return {
        ...caseOf(mail),
        mailId: mail.id,
        reply: quoted === "" ? null : excerpt(quoted),
        queue: queueSchema.safeParse(desk).data ?? null,
        confidence: evaluated.confidence,
        isDoubtful: evaluated.needsPerson,
        isPressing: triage.isQuestion && (triage.urgency === "high" || triage.tone === "angry"),
        why: evaluated.because.join(", "),
      };
    },
  });
  return chain("evaluation", [evaluate, sending(patienceMs)]);
}

/**
 * A doubtful answer is held for a person. About an urgent or angry question somebody is asked at once, before anything
 * goes out; where nobody is there, that is held too.
 */
function sending(patienceMs: number) {
  const send = agent("send", {
    input: assessedSchema,
    output: resultSchema,
    work: ({ mailId, queue, confidence, why, isDoubtful, isPressing }): Result => {
      return { mailId, status: isDoubtful && !isPressing ? "held" : "answered", queue, confidence, why };
    },
  });
  const hold = agent("hold", {
    input: assessedSchema,
    output: resultSchema,
    work: ({ mailId }): Result => closed(mailId, { status: "held", why: "no person approved it" }),
  });
  const ask = approval<Assessed>("doubtful-reply", {
    when: ({ isDoubtful, isPressing }) => isDoubtful && isPressing,
    asks: "An urgent or angry question, and a doubtful reply. May it go out? If not, a person will answer later.",
    deadlineMs: patienceMs,
    otherwise: "reject",
  });
  return send.gatedBefore(ask).supervised({ rejected: [fallback(hold)] });
}

/** What no desk could handle goes to the lead, who says what to do with it. */
function handOver({ patienceMs }: DeskParts) {
  const lead = human("lead", {
    input: caseSchema,
    output: z.string(),
    asks: "No desk could handle this mail. What shall be done with it? A word or a sentence; it is filed with the mail.",
    deadlineMs: patienceMs,
    otherwise: { value: "left for the morning" },
  }).supervised({ rejected: [skip("refused by the lead")] });
  const file = agent("file", {
    input: z.strictObject({ mail: mailSchema, note: z.string() }),
    output: resultSchema,
    work: ({ mail, note }): Result => closed(mail.id, { status: "handed-over", why: note }),
  });
  return chain("hand-over", [parallel("lead-desk", { mail: pass<Mail>(), note: lead.given(caseOf) }), file]);
}

/** A result of a mail to which nothing is answered. */
function closed(mailId: string, { status, why }: Pick<Result, "status" | "why">): Result {
  return { mailId, status, queue: null, confidence: 0, why };
}
