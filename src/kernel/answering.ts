import { didYouMean } from "../model/near.ts";
import type { Answered, Question, Reply, Strike } from "../model/question.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Asked, Core } from "./core.ts";
import { isLeft } from "./leaving.ts";
import type { Session } from "./port.ts";
import { readReply } from "./read-reply.ts";

/**
 * An answer with who gave it, in which role, and, where it should hold for one value only, that value's hash. Where
 * several must approve, `by` is needed, and where roles are named, `role`; whoever calls vouches for both.
 */
export type SignedReply = (Reply | Strike) & { readonly by?: string; readonly role?: string; readonly hash?: string };

/** An answer on its way to a question. */
interface Saying {
  readonly id: string;
  readonly reply: SignedReply;
  /** The number of the message that it came by. */
  readonly post?: number;
}

/**
 * Answers a question; the first valid answer wins, and what comes after it is told so. What is accepted is taken: the
 * promise resolves when the answer has arrived in the run, not when it was sent, and at the latest when the question is
 * closed, however long a schema takes. Where several must approve, each is asked anew about the same value: an answer that
 * names that value, and comes when another one was faster, counts for the new asking.
 *
 * @throws TroupeError UNKNOWN_QUESTION for an id that this run never asked, BAD_REPLY for a verdict that this kind of
 * question does not understand, for one without its value or its reason and for a part that no answer has, NOT_JSON for a value that cannot be kept.
 */
export async function answer(core: Core, session: Session, said: Saying): Promise<Answered> {
  const answered = await answerOne(core, session, said);
  const again = answered.accepted ? undefined : askedAgain(core, said);
  return again === undefined ? answered : answer(core, session, { ...said, id: again });
}

/** The open question that has taken the place of an answered one, where it asks about the value that the reply names. */
function askedAgain({ questions }: Core, { id, reply }: Saying): string | undefined {
  const to = questions.get(id)?.to;
  const next = to !== undefined && "gate" in to ? to.gate.question : undefined;
  const asked = next === undefined || next === id ? undefined : questions.get(next);
  const isSame = reply.hash !== undefined && asked?.question.hash === reply.hash;
  return isSame && asked?.closed === undefined ? next : undefined;
}

async function answerOne(core: Core, session: Session, said: Saying): Promise<Answered> {
  const { id, reply } = said;
  const asked = core.questions.get(id);
  if (asked === undefined) throw unknownQuestion(core, id);
  const { question } = asked;
  const plain = readReply(question, reply);
  const closed = whyClosed(core, asked) ?? whyNotHe(question, reply);
  if (closed !== undefined) return refused(closed);
  if (reply.hash !== undefined && reply.hash !== question.hash) return refused("what it was asked about has changed");
  const { receipt, heard } = core.receipts.open(id);
  const { by, role } = reply;
  const signed = {
    ...(by === undefined ? {} : { by }),
    ...(role === undefined ? {} : { role }),
    ...(said.post === undefined ? {} : { post: said.post }),
  };
  const post = (final: Reply) =>
    session.post({ kind: "answered", at: session.now(), question: id, reply: final, receipt, ...signed });
  if (!("value" in plain)) post(plain);
  else {
    const fitted = await Promise.race([session.fit(asked.site, question, plain.value), heard]);
    if ("fits" in fitted && !fitted.fits)
      core.receipts.settle(receipt, refused(`its value does not fit: ${fitted.why}`));
    if ("fits" in fitted && fitted.fits && core.receipts.isOpen(receipt)) post({ ...plain, value: fitted.value });
  }
  return heard;
}

/** Why no answer to a question is taken any more; undefined while it is open. */
function whyClosed(core: Core, asked: Asked | undefined): string | undefined {
  return asked?.closed ?? (core.outcome === undefined ? undefined : endWords(core));
}

function endWords(core: Core): string {
  return isLeft(core) ? "the runtime was closed; answer when the run goes on" : "the run is over";
}

/** Why this person's answer is not taken. Who has approved may still reject. */
function whyNotHe({ approvals = [], roles }: Question, { verdict, by, role }: SignedReply): string | undefined {
  if (roles !== undefined && (role === undefined || !roles.includes(role)))
    return `${role === undefined ? "an answer without a role" : `the role ${role}`} may not answer; ${roles.join(" or ")} may`;
  const isAgain = verdict !== "reject" && approvals.some((approval) => approval.by.trim() === by?.trim());
  return isAgain ? `${by} has approved already` : undefined;
}

/** Whoever still waits to hear whether an answer was taken hears what became of the question, or that the run is over. */
export function closeReceipts(core: Core): void {
  core.receipts.revoke("the run ended before it was stored");
  core.receipts.settleAll((id) => refused(whyClosed(core, core.questions.get(id)) ?? endWords(core)));
}

function refused(why: string): Answered {
  return { accepted: false, why };
}

function unknownQuestion(core: Core, id: string): TroupeError {
  const open = [...core.questions.keys()].filter((key) => core.outstanding.has(key));
  return new TroupeError("UNKNOWN_QUESTION", {
    what: `Run ${core.runId} never asked a question "${id}".`,
    remedy: `Take the id from run.snapshot().questions. ${didYouMean(id, open)}`,
    facts: { runId: core.runId, question: id, open },
  });
}
