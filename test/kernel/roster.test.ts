import { expect, it } from "vitest";
import { createRoster } from "../../src/kernel/roster.ts";
import type { RunHandle } from "../../src/kernel/run.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { pendingRun } from "../../src/kernel/pending-run.ts";

function handle(id: string): { readonly handle: RunHandle; end(): Promise<void> } {
  const { promise, reject } = Promise.withResolvers<never>();
  const run = pendingRun(id, promise);
  const ended = async (): Promise<Outcome<unknown>> => run.outcome;
  return {
    handle: { run, cancelBy: ended, leave: ended, isLeft: () => false, take: async () => ({ accepted: true }) },
    async end() {
      reject(new Error("over"));
      await run.outcome.catch(() => {});
      await Promise.resolve();
    },
  };
}

it("has runs while they are under way, the latest first", async () => {
  const roster = createRoster();
  const [one, two] = [handle("one"), handle("two")];
  roster.enter("one", { handle: one.handle, origin: undefined });
  roster.enter("two", { handle: two.handle, origin: undefined });
  expect(roster.latestFirst()).toEqual([two.handle, one.handle]);
  await one.end();
  expect([roster.get("one"), roster.get("two")?.handle]).toEqual([undefined, two.handle]);
});
