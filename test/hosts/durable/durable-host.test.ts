import { describe, expect, it } from "vitest";
import { hostConformance } from "../../../src/hosts/conformance/host-conformance.ts";
import { durableHost } from "../../../src/hosts/durable/durable-host.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { liveHost } from "../../../src/hosts/live/live-host.ts";
import { virtualHost } from "../../../src/hosts/virtual/virtual-host.ts";
import type { Host } from "../../../src/kernel/port.ts";
import { type Fact, makeFact } from "../../../src/model/fact.ts";
import { handHost } from "../../kernel/hand-host.ts";

const ORIGIN = { plan: "p", hash: "h", start: "{}" };

/** A durable host whose runs all begin on it, as those that are placed without a beginning are of no journal. */
function beginning(world: Host): Host {
  const host = durableHost({ world, journal: memoryJournal().write() });
  return { newRunId: () => host.newRunId(), open: (placement) => host.open({ ...placement, origin: ORIGIN }) };
}

describe("a durable host over the live one", () => {
  hostConformance(() => beginning(liveHost()), it);
});

describe("a durable host over the virtual one", () => {
  hostConformance(() => beginning(virtualHost()), it);
});

const fact = (seq: number, body: Parameters<typeof makeFact>[1] = { type: "node.voided" }): Fact =>
  makeFact({ seq, at: 10 + seq, cause: undefined, path: "" }, body);

const outcome = {
  runId: "r",
  status: "done",
  output: 1,
  spend: { steps: 0, toolCalls: 0, tokens: 0, usd: 0, wallMs: 0 },
  finished: {},
  abandoned: [],
} as const;

describe("what a durable host is given to commit", () => {
  it("is in the journal when the commit is over: the beginning, the facts, the end", async () => {
    const journal = memoryJournal();
    const session = durableHost({ world: handHost(), journal: journal.write() }).open({
      runId: "r",
      sites: [],
      origin: ORIGIN,
    });
    await session.commit([fact(0), fact(1)]);
    const reader = await journal.read();
    expect(await reader.run("r")).toEqual({
      id: "r",
      ...ORIGIN,
      startedAt: 10,
      status: undefined,
      endedAt: undefined,
    });
    await session.commit([fact(2, { type: "run.ended", outcome })]);
    expect(await reader.run("r")).toMatchObject({ status: "done", endedAt: 12 });
    expect((await reader.read("r")).map(({ text }): Fact => JSON.parse(text))).toEqual(
      JSON.parse(JSON.stringify([fact(0), fact(1), fact(2, { type: "run.ended", outcome })])),
    );
  });

  it("is refused where the journal refuses it, and where there is none", async () => {
    const journal = memoryJournal();
    const open = (writer = journal.write()) =>
      durableHost({ world: handHost(), journal: writer }).open({ runId: "r", sites: [], origin: ORIGIN });
    const session = open();
    await session.commit([fact(0)]);
    await expect(session.commit([fact(5)])).rejects.toMatchObject({ code: "JOURNAL_CONFLICT" });
    await expect(open(Promise.reject(new Error("no disk"))).commit([fact(0)])).rejects.toThrow("no disk");
  });
});

describe("the clock of a run that is brought back", () => {
  const open = (since: number) => {
    const world = handHost();
    world.say({ kind: "woke" }, 1_000);
    const session = durableHost({ world, journal: memoryJournal().write() }).open({ runId: "r", sites: [], since });
    return { world, session };
  };

  it("is the host's, where that has gone on", () => {
    expect(open(400).session.now()).toBe(1_000);
  });

  it("goes on from the last fact where the host's was set back, and waits no longer for that", async () => {
    const { world, session } = open(5_000);
    expect(session.now()).toBe(5_000);
    expect(await session.next({ outstanding: new Map(), wakeAt: 5_200 })).toEqual([{ kind: "woke", at: 5_000 }]);
    expect(world.waiting()?.wakeAt).toBe(1_200);
    session.post({ kind: "cancelled", at: session.now(), reason: "", by: "caller" });
    expect(await session.next({ outstanding: new Map(), wakeAt: undefined })).toMatchObject([{ at: 5_000 }]);
  });
});
