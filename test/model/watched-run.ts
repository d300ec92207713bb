import { hash32 } from "../../src/model/random.ts";
import { createKernel, type Setting, type Snapshot } from "../../src/kernel/kernel.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { Completion } from "../../src/model/effect.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Budget } from "../../src/model/usage.ts";
import { bound } from "../../src/plan/bound.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { layOut } from "../../src/plan/layout.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import type { Script } from "../../src/hosts/virtual/act.ts";
import { virtualHost } from "../../src/hosts/virtual/virtual-host.ts";

/** What is run, and in which world. */
export interface Watched {
  readonly plan: AnyPlan;
  readonly input?: unknown;
  readonly script?: Script;
  readonly budget?: Budget;
  readonly deadlineMs?: number;
  readonly escalationMs?: number;
  readonly isUnattended?: boolean;
  /** How many letters may be opened before the test stops waiting for an end. */
  readonly lettersMax?: number;
}

/** Runs a plan on the virtual host and looks at it after every letter and every arrival: the facts so far, and the kernel's own snapshot. */
export async function watchRun(
  watched: Watched,
  look: (facts: readonly Fact[], snapshot: Snapshot) => void,
): Promise<readonly Fact[]> {
  const layout = layOut(specOf(watched.plan));
  const host = virtualHost(watched.script ?? {});
  const runId = "watched";
  const session = host.open({ runId, sites: layout.sites });
  const setting: Setting = {
    runId,
    seed: hash32(runId, 0),
    layout,
    input: watched.input ?? null,
    budget: watched.budget ?? { steps: 200 },
    bound: bound(watched.plan),
    startedAt: session.now(),
    graceMs: 50,
    deadlineMs: watched.deadlineMs,
    escalationMs: watched.escalationMs,
    isUnattended: watched.isUnattended ?? false,
  };
  const kernel = createKernel(setting, { driver: actorDriver(), withdraw: (id, why) => session.withdraw(id, why) });
  const seen = () => look(kernel.core.facts, kernel.snapshot());
  seen();
  for (let letters = 0; letters < (watched.lettersMax ?? 20_000); letters++) {
    const hasMore = kernel.step(1);
    session.begin(kernel.takeFresh(), kernel.core.now);
    seen();
    if (kernel.core.outcome !== undefined) {
      session.close();
      return kernel.core.facts;
    }
    if (hasMore) continue;
    const waiting = kernel.waiting();
    if (waiting.outstanding.size === 0 && waiting.wakeAt === undefined) throw new Error("the run is stuck");
    const came: readonly Completion[] = await session.next(waiting);
    for (const completion of came) {
      kernel.arrive(completion);
      seen();
    }
  }
  throw new Error("the run did not end");
}
