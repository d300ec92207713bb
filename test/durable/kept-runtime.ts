import { durableHost } from "../../src/hosts/durable/durable-host.ts";
import { memoryJournal, type MemoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import { cast, type Script } from "../../src/hosts/virtual/act.ts";
import { virtualHost } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { JournalWriter } from "../../src/kernel/journal.ts";
import type { Host } from "../../src/kernel/port.ts";
import { type Runtime, runtimeOn } from "../../src/kernel/runtime.ts";
import { openOnce } from "../../src/runtime/open-once.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";

/** A runtime whose runs are kept, and what tests do with it. */
export interface KeptRuntime {
  readonly runtime: Runtime;
  readonly journal: MemoryJournal;
  /** The journal as this runtime writes it. */
  readonly writer: Promise<JournalWriter>;
  /** Looks for messages of other processes. */
  look(): void;
  /** Plays the sudden death of the process: whatever it still wants to write is refused. */
  die(): void;
}

interface Keeps {
  readonly world?: Host;
  readonly script?: Partial<Script>;
  readonly journal?: MemoryJournal;
  readonly plans?: readonly AnyPlan[];
  /** The writer as the runtime sees it. */
  readonly through?: (writer: JournalWriter) => JournalWriter;
  /** A journal that takes its time to open, or never does. */
  readonly opens?: Promise<unknown>;
}

/** How long a runtime that closes waits for its journal, in milliseconds. */
const OPEN_MS = 20;

/** A runtime over a journal in memory, on virtual time unless told otherwise. */
export function keptRuntime(keeps: Keeps = {}): KeptRuntime {
  const { journal = memoryJournal(), plans = [], through = (it) => it, opens = Promise.resolve(), script = {} } = keeps;
  const { world = virtualHost({ act: cast({}), ...script }) } = keeps;
  const write = () => opens.then(() => journal.write()).then(through);
  const { writer, giveUp } = openOnce({ read: () => journal.read(), write }, OPEN_MS);
  let look = () => {};
  const runtime = runtimeOn({
    host: durableHost({ world, journal: writer }),
    driver: actorDriver,
    seed: 0,
    keeping: {
      journal: writer,
      plans,
      giveUp,
      watch(begin) {
        look = begin;
        return () => (look = () => {});
      },
    },
  });
  return { runtime, journal, writer, look: () => look(), die: () => journal.lapse() };
}

/** What a journal holds of a run. */
export async function storedFacts(journal: MemoryJournal, id: string): Promise<readonly Fact[]> {
  const reader = await journal.read();
  return (await reader.read(id)).map(({ text }): Fact => JSON.parse(text));
}

/** The code of the mistake that something is refused for. */
export async function codeOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => "none",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : String(error)),
  );
}
