import { contentHash } from "../model/content-hash.ts";
import type { Question } from "../model/question.ts";
import { type Asked, type Core, declare, forget, record } from "./core.ts";

/** What is asked, before it has an id's deadline and hash. */
export interface Asking {
  readonly question: Omit<Question, "hash" | "deadline">;
  readonly deadlineMs: number;
  readonly site: number;
  readonly to: Asked["to"];
  /** Taken when nobody answers in time. */
  readonly atDeadline: () => void;
}

/** Puts a question on the list, until it is answered, withdrawn, or its deadline passes. */
export function ask(core: Core, { question: asked, deadlineMs, site, to, atDeadline }: Asking): void {
  const deadline = core.now + (core.isUnattended ? 0 : deadlineMs);
  const question: Question = { ...asked, hash: contentHash(asked.shown), deadline };
  const fire = () => {
    close(core, question.id, "deadline");
    atDeadline();
  };
  const timer = core.timers.set({ name: "question", path: question.path, at: deadline, fire });
  core.questions.delete(question.id);
  core.questions.set(question.id, { question, site, to, timer, closed: undefined });
  const node = core.live.get(question.path);
  const seq = record(core, question.path, { type: "question.asked", question });
  if (node !== undefined) node.cause = seq;
  declare(core, { kind: "question", id: question.id, question }, "gate" in to ? to.gate : to.supervisor);
}

/** Takes a question off the list; who answers it later, or has an answer on the way, hears why it is not taken. */
export function close(core: Core, id: string | undefined, why: "answered" | "deadline" | "withdrawn"): void {
  const asked = id === undefined ? undefined : core.questions.get(id);
  if (id === undefined || asked === undefined || !core.outstanding.has(id)) return;
  asked.closed ??= {
    answered: "it was answered already",
    deadline: "its deadline has passed",
    withdrawn: "it was withdrawn",
  }[why];
  const { closed } = asked;
  core.receipts.settleAll((other) => (other === id ? { accepted: false, why: closed } : undefined));
  core.timers.cancel(asked.timer);
  forget(core, id);
  core.withdraw(id, why);
  record(core, asked.question.path, { type: "question.closed", question: id, why });
}
