import type { Run } from "../../kernel/run.ts";
import type { Fact } from "../../model/fact.ts";
import type { Question } from "../../model/question.ts";
import { type Asking, askPerson } from "./ask.ts";
import type { Show } from "./show.ts";

/** Whose questions are asked. Where several runs share a terminal, each has a name that its questions bear. */
export interface Asked {
  readonly run: Pick<Run<unknown>, "id" | "answer">;
  readonly name?: string;
}

/** Asks the questions of runs one after the other, as they come up. */
export interface Asker {
  see(fact: Fact, asked: Asked): void;
  /** A question that came up before anybody looked. */
  ask(question: Question, asked: Asked): void;
  /** Asks nothing more, and waits until the terminal is free. */
  close(): Promise<void>;
}

/** An asker at a terminal; the keyboard is its own meanwhile. What nobody has time to answer is not asked. */
export function createAsker(show: Show, asking: Omit<Asking, "answer">): Asker {
  const open = new Map<string, Open>();
  let turn: Promise<void> | undefined;
  let isClosed = false;

  async function askAll(): Promise<void> {
    for (let next = takeNext(); next !== undefined; next = takeNext()) {
      show.pause();
      const { question, asked, closed } = next;
      const answer: Asking["answer"] = (id, reply) => asked.run.answer(id, reply);
      show.resume(await askPerson(named(question, asked), { ...asking, answer }, closed.signal));
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

  function ask(question: Question, asked: Asked): void {
    const key = keyOf(asked, question.id);
    open.set(key, { question, asked, closed: new AbortController() });
    waiting.push(key);
    turn ??= askAll();
  }

  return {
    ask,
    see(fact, asked) {
      if (fact.type === "question.asked" && fact.question.deadline > fact.at) ask(fact.question, asked);
      if (fact.type === "question.closed") {
        const key = keyOf(asked, fact.question);
        const entry = open.get(key);
        entry?.closed.abort(closedText(entry.question, fact.why));
        open.delete(key);
      }
    },
    async close() {
      isClosed = true;
      for (const { closed } of open.values()) closed.abort("not answered");
      await turn;
    },
  };
}

interface Open {
  readonly question: Question;
  readonly asked: Asked;
  readonly closed: AbortController;
}

/** Two runs of one plan ask questions of the same id. */
function keyOf({ run }: Asked, question: string): string {
  return `${run.id} ${question}`;
}

/** A question with the name of its run, for the person who is asked. */
function named(question: Question, { name }: Asked): Question {
  return name === undefined ? question : { ...question, path: `${question.path} · run ${name}` };
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
