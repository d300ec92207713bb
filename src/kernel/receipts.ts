import type { Answered } from "../model/question.ts";

/** Those who gave an answer and wait to hear whether it was taken. A receipt is the number that goes with an answer. */
export interface Receipts {
  /** Somebody answers a question, and waits. */
  open(question: string): { readonly receipt: number; readonly heard: Promise<Answered> };
  isOpen(receipt: number): boolean;
  /** Tells one what became of the answer; nothing where nobody waits. */
  settle(receipt: number | undefined, answered: Answered): void;
  /** Its answer was taken, which is told as soon as that is durable. */
  accept(receipt: number | undefined): void;
  /** What was taken so far is durable: those who gave it are told. */
  release(): void;
  /** What was taken and is not durable will never be. */
  revoke(why: string): void;
  /** Tells all who wait, each what became of the question that it answered. */
  settleAll(answeredTo: (question: string) => Answered | undefined): void;
}

interface Waiting {
  readonly question: string;
  readonly hear: (answered: Answered) => void;
}

/** The receipts of one run. Nothing is kept of those who have heard. */
export function createReceipts(): Receipts {
  const waiting = new Map<number, Waiting>();
  let accepted: Waiting[] = [];
  let given = 0;

  function settle(receipt: number | undefined, answered: Answered): void {
    if (receipt === undefined) return;
    waiting.get(receipt)?.hear(answered);
    waiting.delete(receipt);
  }

  return {
    open(question) {
      const receipt = given++;
      const heard = new Promise<Answered>((hear) => waiting.set(receipt, { question, hear }));
      return { receipt, heard };
    },
    isOpen: (receipt) => waiting.has(receipt),
    settle,
    accept(receipt) {
      const one = receipt === undefined ? undefined : waiting.get(receipt);
      if (receipt === undefined || one === undefined) return;
      waiting.delete(receipt);
      accepted.push(one);
    },
    release() {
      const told = accepted;
      accepted = [];
      for (const { hear } of told) hear({ accepted: true });
    },
    revoke(why) {
      for (const { hear } of accepted) hear({ accepted: false, why });
      accepted = [];
    },
    settleAll(answeredTo) {
      for (const [receipt, { question }] of waiting) {
        const answered = answeredTo(question);
        if (answered !== undefined) settle(receipt, answered);
      }
    },
  };
}
