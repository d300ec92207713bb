import { describe, expect, it } from "vitest";
import { memoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import { bringBack, planFor } from "../../src/kernel/kept.ts";
import { keptRuntime } from "../durable/kept-runtime.ts";
import { rest } from "./by-hand.ts";
import { handHost } from "./hand-host.ts";
import { worker } from "./scenes.ts";

const a = worker("a");
const stored = { id: "r", plan: "a", hash: "", start: "{}", startedAt: 0, status: undefined, endedAt: undefined };

describe("the plan of a run", () => {
  it("is the one of that name", () => {
    expect(planFor(stored, [worker("b"), a])).toBe(a);
  });

  it("is asked for where it is not there, with the names that are near", () => {
    expect(() => planFor({ ...stored, plan: "suport" }, [worker("support")])).toThrow(
      'UNKNOWN_PLAN: Run r is of the plan "suport", which this runtime does not know. Name it: createRuntime({ journal, plans: [suport] }). Did you mean "support"?',
    );
  });
});

describe("a run from a journal", () => {
  it("is over as its facts tell it, without its plan, or goes on as soon as somebody says so", async () => {
    const journal = memoryJournal();
    const world = handHost();
    const { runtime, die } = keptRuntime({ journal, world });
    const over = runtime.start(a, 1, { id: "over" });
    await rest();
    world.say({ kind: "returned", id: "a#1", value: 5 });
    const outcome = await over.outcome;
    runtime.start(a, 1, { id: "open" });
    await rest();
    die();
    const writer = await journal.write();
    const host = handHost();
    const back = async (id: string, plan: unknown) => {
      const run = await writer.run(id);
      if (run === undefined) throw new Error("no run");
      return bringBack({ host, driver: actorDriver }, writer, { stored: run, plan });
    };
    expect(await (await back("over", undefined)).over?.outcome).toEqual(outcome);
    const open = await back("open", a);
    expect(host.log).toEqual([]);
    if (open.over === undefined) open.goOn();
    await rest();
    expect(host.log).toContain("next");
  });
});
