import { z } from "zod";
import { actorDriver } from "../src/kernel/actor-driver.ts";
import { createTimers } from "../src/kernel/timers.ts";
import { type Book, EMPTY_BOOK, isRefused, openLedger, release, reserve, spawn } from "../src/budget/book.ts";
import { makeFact } from "../src/model/fact.ts";
import { toJson } from "../src/model/json.ts";
import { atRest } from "../src/patterns/catalogue.ts";

/** Where the microseconds of one agent go: each concern alone, as often as one agent without a failure needs it. */
export interface Concern {
  readonly name: string;
  /** Microseconds per agent, the median of several rounds. */
  readonly us: number;
}

const AGENTS = 2_000;
const ROUNDS = 9;

/** Measures every concern on its own; together they are less than a run, which also waits and collects garbage. */
export function measureConcerns(): readonly Concern[] {
  return CONCERNS.map(({ name, once }) => ({ name, us: median(once) }));
}

function median(once: () => void): number {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    once();
    rounds.push(((performance.now() - started) * 1_000) / AGENTS);
  }
  return rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function times(act: (index: number) => void): () => void {
  return () => {
    for (let index = 0; index < AGENTS; index += 1) act(index);
  };
}

const driver = actorDriver();
const agentInput = { path: "wide/worker", gatesBefore: 0, gatesAfter: 0, isPerson: false } as const;
const owners = ["wide"];
const mail = { id: "42", subject: "a question", body: "of some length ".repeat(10), tags: ["a", "b"] };
const schema = z.object({ id: z.string(), subject: z.string(), body: z.string(), tags: z.array(z.string()) });

function liveAgent(index: number): void {
  const actor = driver.agent(`worker[${index}]`, agentInput);
  actor.send({ type: "START", input: index, attempt: 1 });
  actor.send({ type: "WORK_RETURNED", attempt: 1, output: index });
}

function liveSupervisor(): void {
  const group = driver.supervisor("wide", {
    path: "wide",
    children: [{ site: 1, name: "worker", isAgent: true, isRepeatable: false, fallbacks: [] }],
    lineage: undefined,
    course: atRest("map", { names: ["worker"], concurrency: AGENTS }),
    isRoot: false,
    asksPerson: false,
  });
  group.send({ type: "START", input: Array.from({ length: AGENTS }, (_, index) => index), attempt: 1 });
  for (let slot = 0; slot < AGENTS; slot += 1) group.send({ type: "CHILD_DONE", slot, life: 0, output: slot });
}

function keepBook(): void {
  let book: Book = openLedger(EMPTY_BOOK, "wide", { steps: AGENTS });
  for (let index = 0; index < AGENTS; index += 1) {
    const spawned = spawn(book, owners);
    const reserved = isRefused(spawned) ? spawned : reserve(spawned, owners, { steps: 1, usd: 0 });
    if (isRefused(reserved)) throw new Error("the budget is enough");
    book = release(reserved, owners, 0);
  }
}

function keepTime(): void {
  const timers = createTimers();
  for (let index = 0; index < AGENTS; index += 1) {
    timers.cancel(timers.set({ name: "timeout", path: "wide", at: 30_000 + index, fire: () => {} }));
  }
}

const CONCERNS: readonly { readonly name: string; readonly once: () => void }[] = [
  { name: "agent machine: an XState actor, two events", once: times(liveAgent) },
  { name: "supervisor machine: its share of start, one end", once: liveSupervisor },
  {
    name: "facts: four",
    once: times((seq) => {
      for (let i = 0; i < 4; i += 1)
        makeFact({ seq, at: 0, cause: 0, path: "wide" }, { type: "attempt.started", attempt: 1, life: 0 });
    }),
  },
  { name: "ledger: one agent, one step", once: keepBook },
  { name: "timeout: set and cancelled", once: keepTime },
  { name: "boundary: a small mail copied and frozen", once: times((index) => void toJson({ ...mail, index })) },
  { name: "schema: the same mail through Zod", once: times(() => void schema["~standard"].validate(mail)) },
  { name: "signal: only where the work asks for it", once: times(() => void new AbortController().signal) },
];
