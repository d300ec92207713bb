import { memoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import { durableHost } from "../../src/hosts/durable/durable-host.ts";
import { cast, type Script } from "../../src/hosts/virtual/act.ts";
import { virtualHost } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { Append, Journal, JournalWriter } from "../../src/kernel/journal.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { retyped } from "../../src/plan/erasure.ts";
import type { CrashScene } from "./scenes.ts";

const ID = "the-run";

/** What a run wrote, commit by commit, and how it ended. */
export interface Written {
  readonly appends: readonly Append[];
  readonly outcome: Outcome<unknown>;
}

export function factsOf(appends: readonly Append[]): readonly Fact[] {
  return appends.flatMap(({ rows }) => rows.map(({ text }): Fact => JSON.parse(text)));
}

/** Runs a scene in a process that nobody kills. */
export async function whole(scene: CrashScene): Promise<Written> {
  const appends: Append[] = [];
  const runtime = runtimeFor(scene, noting(memoryJournal(), appends), { seed: 0 });
  const run = runtime.start(retyped(scene.plan), retyped(scene.input), { id: ID, ...optionsOf(scene) });
  return { outcome: await run.outcome, appends };
}

/** Goes on in a fresh process from what a killed one had made durable. */
export async function resumed(scene: CrashScene, durable: readonly Append[]): Promise<Written> {
  const journal = memoryJournal();
  const writer = await journal.write();
  for (const append of durable) await writer.append(append);
  await writer.close();
  const appends: Append[] = [];
  const runtime = runtimeFor(scene, noting(journal, appends), { seed: 1 });
  const { runs, refused } = await runtime.resume();
  const [run] = runs;
  if (run === undefined || refused.length > 0) throw new Error(refused[0]?.error.message ?? "no run came back");
  return { outcome: await run.outcome, appends };
}

function optionsOf({ deadlineMs, escalationMs }: CrashScene) {
  return {
    budget: { steps: 500 },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(escalationMs === undefined ? {} : { onEscalation: { ask: "person", deadlineMs: escalationMs } as const }),
  };
}

function runtimeFor(
  { plan, cast: parts = {}, answer }: CrashScene,
  journal: Journal,
  { seed }: { readonly seed: number },
) {
  const script: Script = { act: cast(parts), ...(answer === undefined ? {} : { answer }) };
  const writer = journal.write();
  const host = durableHost({ world: virtualHost(script), journal: writer });
  return runtimeOn({
    host,
    driver: actorDriver,
    seed,
    keeping: { journal: writer, plans: [plan], giveUp: () => {}, watch: () => () => {} },
  });
}

/** The journal, and a list of all that is made durable. */
function noting(journal: Journal, appends: Append[]): Journal {
  return {
    read: () => journal.read(),
    async write(): Promise<JournalWriter> {
      const writer = await journal.write();
      return {
        ...writer,
        async append(append) {
          await writer.append(append);
          appends.push(append);
        },
      };
    },
  };
}
