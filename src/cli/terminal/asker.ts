import type { Fact } from "../../model/fact.ts";
import type { Question } from "../../model/question.ts";
import { type Asking, askPerson } from "./ask.ts";
import type { Show } from "./show.ts";

/** Asks a run's questions one after the other, as they come up. */
export interface Asker {
  see(fact: Fact): void;
  /** Asks nothing more, and waits until the terminal is free. */
  close(): Promise<void>;
}

/** An asker at a terminal; the keyboard is its own meanwhile. What nobody has time to answer is not asked. */
export function createAsker(show: Show, asking: Asking): Asker {
  const open = new Map<string, { readonly question: Question; readonly closed: AbortController }>();
  let turn: Promise<void> | undefined;
  let isClosed = false;

  async function askAll(): Promise<void> {
    for (let next = takeNext(); next !== undefined; next = takeNext()) {
      show.pause();
      show.resume(await askPerson(next.question, asking, next.closed.signal));
      await whatFollows();
    }
  }

  const waiting: string[] = [];
  function takeNext() {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const next = open.get(id);
      if (next !== undefined && !isClosed) return next;
    }
    turn = undefined;
    return undefined;
  }

  return {
    see(fact) {
      if (fact.type === "question.asked" && fact.question.deadline > fact.at) {
        open.set(fact.question.id, { question: fact.question, closed: new AbortController() });
        waiting.push(fact.question.id);
        turn ??= askAll();
      }
      if (fact.type === "question.closed") {
        const entry = open.get(fact.question);
        entry?.closed.abort(closedText(entry.question, fact.why));
        open.delete(fact.question);
      }
    },
    async close() {
      isClosed = true;
      for (const { closed } of open.values()) closed.abort("not answered");
      await turn;
    },
  };
}

/** What an answer led to is seen before the next question is put: it may be over by then. */
function whatFollows(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function closedText({ otherwise }: Question, why: "answered" | "deadline" | "withdrawn"): string {
  return { answered: "answered elsewhere", deadline: `no answer in time, so ${otherwise}`, withdrawn: "withdrawn" }[
    why
  ];
}
