import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StopHow, SupervisorEvent } from "../../../machines/events.ts";
import { atRest } from "../../../src/patterns/catalogue.ts";
import {
  aGroup,
  child,
  declined,
  done,
  fails,
  inShort,
  isHold,
  only,
  retry,
  started,
  stop,
  stopped,
} from "./a-group.ts";

const stopAs = (how: StopHow): SupervisorEvent => ({ type: "STOP", how, why: "cancelled" });
const halt: SupervisorEvent = {
  type: "HALT",
  failure: { kind: "budget", path: "p", message: "the money is spent" },
  verdict: { owner: "p", does: "spent" },
};

describe("a group that is stopped", () => {
  it("asks its members in the reverse order of their starts, each once the one before is over", () => {
    const group = started();
    expect(inShort(group.send(stop))).toEqual(["stop c"]);
    expect(inShort(group.send(stopped(2)))).toEqual(["stop b"]);
    expect(inShort(group.send(stopped(1)))).toEqual(["stop a"]);
    expect(group.send(stopped(0))).toEqual([{ ask: "tellStopped", why: "cancelled" }]);
  });

  it("holds the members whose turn has not come, once: nothing begins there any more", () => {
    const group = started();
    expect(group.send(stop).filter(isHold)).toMatchObject([{ slot: 1 }, { slot: 0 }]);
    expect(group.send(stopped(2)).filter(isHold)).toEqual([]);
  });

  it("hands the reason down", () => {
    expect(only(started().send(stop), "stop")[0]).toMatchObject({ how: "abort", why: "cancelled" });
  });

  it("does not ask what is over already", () => {
    const group = started();
    group.send(done(2));
    expect(inShort(group.send(stop))).toEqual(["stop b"]);
  });

  it("cancels a pending retry: stop beats it (B75)", () => {
    const group = started({ table: { transient: [retry({ delayMs: 50 })] } });
    group.send(fails(1));
    expect(inShort(group.send(stop))).toEqual(["unwait b", "stop c"]);
    expect(group.takes({ type: "WAITED", slot: 1, life: 0 })).toBe(false);
  });

  it("decides nothing any more: a failure on the way is nobody's business", () => {
    const group = started({ table: { "*": [retry()] } });
    group.send(stop);
    expect(group.takes(fails(1))).toBe(false);
  });

  it("keeps what finishes on the way, and goes on to the next", () => {
    const group = started();
    group.send(stop);
    expect(inShort(group.send(done(2)))).toEqual(["stop b"]);
    expect(inShort(group.send(declined(1)))).toEqual(["stop a"]);
  });

  it("is not stopped twice by a second stop, but hurries", () => {
    const group = started();
    group.send(stopAs("drain"));
    expect(only(group.send(stop), "stop").map(({ slot, how }) => [slot, how])).toEqual([[2, "abort"]]);
  });
});

describe("a group that tells all of its members at once", () => {
  it.each(["drain", "halt"] as const)("is one that is told to %s", (how) => {
    expect(inShort(started().send(stopAs(how)))).toEqual(["stop c", "stop b", "stop a"]);
  });

  it("is a pool", () => {
    const pool = aGroup({ children: [child("f")], course: atRest("map", { names: ["f"], concurrency: 3 }) });
    pool.send({ type: "START", input: ["x", "y", "z"], attempt: 1 });
    expect(inShort(pool.send(stop))).toEqual(["stop c", "stop b", "stop a"]);
  });

  it("is one whose ledger is spent, and then it fails with what its ledger said", () => {
    const group = started();
    const requests = group.send(halt, stopped(0), stopped(1), stopped(2));
    expect(inShort(requests)).toEqual(["stop c", "stop b", "stop a", "tellFailed"]);
    expect(requests.at(-1)).toMatchObject({ failure: { kind: "budget" }, verdict: { owner: "p", does: "spent" } });
  });
});

describe("a group that has its result", () => {
  it("stops what it does not need any more, and that did not fail", () => {
    const early = started({
      children: [child("label"), child("a"), child("rest")],
      course: atRest("route", { labels: ["a"], reroutes: 0 }),
    });
    expect(early.send(done(0, 0, "a"), done(1)).at(-1)).toMatchObject({ ask: "tellDone", output: "out-1" });
  });

  it("stops the siblings of a member that failed for good", () => {
    const requests = started({ table: { transient: [] } }).send(fails(0));
    expect(only(requests, "stop")[0]).toMatchObject({ slot: 2, why: "sibling-failed" });
  });
});

describe("any stop", () => {
  const scenes = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    ended: fc.array(fc.nat({ max: 8 })),
    failing: fc.array(fc.nat({ max: 8 })),
    how: fc.constantFrom<StopHow>("abort", "halt", "drain"),
  });

  it("asks each member that lives once, in the reverse order of the starts, and tells it at the very end", () => {
    fc.assert(
      fc.property(scenes, ({ count, ended, failing, how }) => {
        const children = Array.from({ length: count }, (_, i) => child(`n${i}`));
        const isOver = (slot: number) => ended.includes(slot) && slot > 0;
        const group = started({ children, table: { transient: [retry({ attempts: 99, delayMs: 9 })] } });
        for (let slot = 0; slot < count; slot++) if (isOver(slot)) group.send(done(slot));
        for (const slot of failing) if (slot < count && !isOver(slot)) group.send(fails(slot));
        const lives = children
          .map((_, slot) => slot)
          .filter((slot) => !isOver(slot))
          .toReversed();
        const requests = [...group.send(stopAs(how))];
        for (const slot of lives) requests.push(...group.send(stopped(slot)));
        expect(only(requests, "stop").map(({ slot }) => slot)).toEqual(lives);
        expect(inShort(requests).at(-1)).toBe("tellStopped");
        expect(only(requests, "tellStopped").length).toBe(1);
      }),
    );
  });

  it("one by one never asks the next member before the one before is over", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (count) => {
        const group = started({ children: Array.from({ length: count }, (_, i) => child(`n${i}`)) });
        const asked = [only(group.send(stop), "stop").length];
        for (let slot = count - 1; slot >= 0; slot--) asked.push(only(group.send(stopped(slot)), "stop").length);
        expect(asked).toEqual([...Array.from({ length: count }, () => 1), 0]);
      }),
    );
  });
});
