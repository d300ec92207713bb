import type { Fact } from "../model/fact.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Answered } from "../model/question.ts";
import { answer, closeReceipts, type SignedReply } from "./answering.ts";
import { drive } from "./drive.ts";
import { createFactLog, type FactLog } from "./fact-log.ts";
import type { Kernel, Snapshot } from "./kernel.ts";
import { isTaken, type Message } from "./posts.ts";
import type { Session } from "./port.ts";
import type { Standing } from "./replay.ts";

/** One execution of a plan on an input. */
export interface Run<out O> {
  readonly id: string;
  /** Resolves once, when everything of the run has ended. It never rejects for what agents did. */
  readonly outcome: Promise<Outcome<O>>;
  /** What happened and what happens, from the sequence number `from` (default 0) to the end. */
  facts(options?: { readonly from?: number }): AsyncIterable<Fact>;
  /** Every node with its state, the open questions, and what was spent, at this moment. */
  snapshot(): Snapshot;
  /** Answers an open question. Too late is a result; an unknown question is a TroupeError. */
  answer(questionId: string, reply: SignedReply): Promise<Answered>;
  /** Stops everything in reverse order of its start. Afterwards no timer, gate, listener or call of the run is left. */
  cancel(reason?: string): Promise<Outcome<O>>;
}

/** A run and what its runtime needs beside. */
export interface RunHandle {
  readonly run: Run<unknown>;
  cancelBy(reason: string, by: "caller" | "shutdown"): Promise<Outcome<unknown>>;
  /** Lets go of it in this process, for another one to go on with. */
  leave(): Promise<Outcome<unknown>>;
  /** Whether it ended here without an end that is durable: it was let go, or its storage broke. It may go on elsewhere. */
  isLeft(): boolean;
  /** Takes what another process left, under its number, once; told when it is durable. Throws as an answer does. */
  take(post: number, message: Message): Promise<Answered>;
}

/** Lets a kernel run on its session, from the next microtask on: no work runs before its caller holds the run. */
export function startRun(kernel: Kernel, session: Session, standing?: Standing): RunHandle {
  const { core } = kernel;
  const log = createFactLog(core.facts);
  const published = () => {
    core.receipts.release();
    log.publish();
  };
  const driven = Promise.resolve().then(() =>
    drive(kernel, session, { published, ...(standing === undefined ? {} : { standing }) }),
  );
  const outcome = driven.finally(() => {
    log.end();
    closeReceipts(core);
    core.driver.close();
    session.close();
  });
  const cancelBy: RunHandle["cancelBy"] = (reason, by) => {
    if (core.outcome === undefined) session.post({ kind: "cancelled", at: session.now(), reason, by });
    return outcome;
  };
  const run: Run<unknown> = {
    id: core.runId,
    outcome,
    facts: ({ from = 0 } = {}) => log.read(from),
    snapshot: kernel.snapshot,
    answer: (id, reply) => answer(core, session, { id, reply }),
    cancel: (reason = "cancelled by the caller") => cancelBy(reason, "caller"),
  };
  const leave = () => {
    if (core.outcome === undefined) session.post({ kind: "left", at: session.now() });
    return outcome;
  };
  const take: RunHandle["take"] = async (post, message) => {
    if (core.facts.some((fact) => isTaken(fact, post))) return durable(log, post);
    if (message.does === "answer") return answer(core, session, { id: message.question, reply: message.reply, post });
    const { reason } = message;
    if (core.outcome === undefined) session.post({ kind: "cancelled", at: session.now(), reason, by: "caller", post });
    return durable(log, post);
  };
  const isLeft = () => core.outcome !== undefined && log.last()?.type !== "run.ended";
  return { run, cancelBy, leave, isLeft, take };
}

/** Facts are read once they are durable. */
async function durable(log: FactLog, post: number): Promise<Answered> {
  for await (const fact of log.read(0)) if (isTaken(fact, post)) return { accepted: true };
  return { accepted: false, why: "the run is over" };
}
