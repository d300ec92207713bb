import { agent, answer, approval, branch, chain, fallback, human, map, parallel, pass, retry, skip } from "troupe";
import { z } from "zod";
import { type Calibration, evaluateDraft } from "../brains/evaluator.ts";
import { judgeSpam } from "../brains/spam-filter.ts";
import type { DeskModels } from "../brains/train.ts";
import { triageMail } from "../brains/triage.ts";
import { type Mail, mailSchema, queueSchema, triageSchema } from "../schemas.ts";
import { network, strikes } from "./mishaps.ts";
import {
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
      mailId: mail.id,
      status: "spam",
      queue: null,
      confidence: spam.probability,
      why: spam.because.join(", "),
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

/** How far the draft can be trusted. Where it is urgent and doubtful a person decides; where nobody can, it is held. */
function evaluation(calibration: Calibration, patienceMs: number) {
  const evaluate = agent("evaluator", {
    input: judgedSchema,
    output: resultSchema,
    work({ dossier, text }) {
      const { mail, triage, replies } = dossier;
      const { confidence, needsPerson, because } = evaluateDraft(
        { mail, triage, replies, draft: text.draft },
        calibration,
      );
      const isPressing = needsPerson && (triage.urgency === "high" || triage.tone === "angry");
      const status = needsPerson && !isPressing ? "held" : "answered";
      const queue = queueSchema.safeParse(text.desk).data ?? null;
      const result: Result = { mailId: mail.id, status, queue, confidence, why: because.join(", ") };
      return answer(result, { confidence: isPressing ? confidence : 1 });
    },
  });
  const ask = approval<Result>("low-confidence", {
    when: (_, { confidence = 1 }) => confidence < calibration.threshold,
    deadlineMs: patienceMs,
    otherwise: "reject",
  });
  const hold = agent("hold", {
    input: judgedSchema,
    output: resultSchema,
    work: ({ dossier }): Result => ({
      mailId: dossier.mail.id,
      status: "held",
      queue: null,
      confidence: 0,
      why: "no person approved it",
    }),
  });
  return evaluate.gated(ask).supervised({ rejected: [fallback(hold)] });
}

/** What no desk could handle goes to the lead, who says what to do with it. */
function handOver({ patienceMs }: DeskParts) {
  const lead = human("lead", {
    input: mailSchema,
    output: z.string(),
    deadlineMs: patienceMs,
    otherwise: { value: "left for the morning" },
  });
  const file = agent("file", {
    input: z.strictObject({ mail: mailSchema, note: z.string() }),
    output: resultSchema,
    work: ({ mail, note }): Result => ({
      mailId: mail.id,
      status: "handed-over",
      queue: null,
      confidence: 0,
      why: note,
    }),
  });
  return chain("hand-over", [parallel("lead-desk", { mail: pass<Mail>(), note: lead }), file]);
}
