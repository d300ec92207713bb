import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInbox } from "../../src/hosts/inbox.ts";
import { joinReports } from "../../src/hosts/join-reports.ts";
import type { Completion } from "../../src/model/effect.ts";

const progressed = (id: string, fraction: number, at = 0): Completion => ({ kind: "progressed", id, fraction, at });
const spent = (id: string, inputTokens: number, at = 0): Completion => ({
  kind: "spent",
  id,
  usage: { inputTokens },
  at,
});
const returned = (id: string, at = 0): Completion => ({ kind: "returned", id, value: null, at });

/** What a reader finds who comes when all of this has come. */
function found(...completions: readonly Completion[]): readonly Completion[] | Promise<readonly Completion[]> {
  const inbox = createInbox(joinReports());
  for (const completion of completions) inbox.put(completion);
  return inbox.take();
}

describe("the reports of one attempt that nobody has read", () => {
  it("are the newest progress", () => {
    expect(found(progressed("a", 0.1), progressed("a", 0.2), progressed("a", 0.9))).toEqual([progressed("a", 0.9)]);
  });

  it("forget what there was so far where the newest says nothing of it", () => {
    const told: Completion = { kind: "progressed", id: "a", fraction: 0.1, partial: "so far", at: 0 };
    expect(found(told, progressed("a", 0.2))).toEqual([progressed("a", 0.2)]);
  });

  it("are the sum of what was spent, amount by amount", () => {
    const usages = [{ inputTokens: 1, costUsd: 0.1 }, { inputTokens: 2 }, { outputTokens: 5, costUsd: 0.2 }];
    expect(found(...usages.map((usage): Completion => ({ kind: "spent", id: "a", usage, at: 0 })))).toEqual([
      { kind: "spent", id: "a", usage: { inputTokens: 3, outputTokens: 5, costUsd: 0.3 }, at: 0 },
    ]);
  });

  it("are those of that attempt alone", () => {
    const all = [progressed("a", 0.1), spent("a", 1), progressed("b", 0.2), spent("b", 2)];
    expect(found(...all)).toEqual(all);
    expect(found(...all, progressed("a", 0.3), spent("b", 3))).toEqual([
      progressed("a", 0.3),
      spent("a", 1),
      progressed("b", 0.2),
      spent("b", 5),
    ]);
  });

  it("stand before its end, and what is said after it stands behind it", () => {
    expect(found(spent("a", 1), progressed("a", 0.1), returned("a"), spent("a", 2), progressed("a", 0.2))).toEqual([
      spent("a", 1),
      progressed("a", 0.1),
      returned("a"),
      spent("a", 2),
      progressed("a", 0.2),
    ]);
  });

  it("have the time of the newest, as far as their place allows", () => {
    expect(found(progressed("a", 0.1, 1), progressed("a", 0.2, 5))).toEqual([progressed("a", 0.2, 5)]);
    expect(found(progressed("a", 0.1, 1), returned("b", 3), progressed("a", 0.2, 5))).toEqual([
      progressed("a", 0.2, 3),
      returned("b", 3),
    ]);
  });

  it("are not put into what somebody has read", () => {
    const inbox = createInbox(joinReports());
    const puts = [inbox.put(progressed("a", 0.1)), inbox.put(progressed("a", 0.2))];
    const first = inbox.take();
    puts.push(inbox.put(progressed("a", 0.3)), inbox.put(spent("a", 1)));
    expect([puts, first, inbox.take()]).toEqual([
      [true, false, true, true],
      [progressed("a", 0.2)],
      [progressed("a", 0.3), spent("a", 1)],
    ]);
  });

  it("cost one entry each, also where there are a million", () => {
    const inbox = createInbox(joinReports());
    for (let i = 1; i <= 1_000_000; i++) {
      inbox.put(progressed("a", i / 1_000_000));
      inbox.put(spent("a", 1));
    }
    expect([inbox.size, inbox.take()]).toEqual([2, [progressed("a", 1), spent("a", 1_000_000)]]);
  });
});

it("loses nothing but former progress, whatever comes and whenever it is read", () => {
  const ids = fc.constantFrom("a", "b");
  const things = fc.oneof(
    fc.tuple(ids, fc.constantFrom(0.1, 0.2, 0.3)).map(([id, fraction]) => progressed(id, fraction)),
    fc.tuple(ids, fc.nat(9)).map(([id, tokens]) => spent(id, tokens)),
    ids.map((id) => returned(id)),
    fc.constant<Completion>({ kind: "woke", at: 0 }),
    fc.constant("read" as const),
  );
  fc.assert(
    fc.property(fc.array(things, { maxLength: 30 }), (all) => {
      const inbox = createInbox(joinReports());
      const read: Completion[] = [];
      const take = () => {
        const taken = inbox.size === 0 ? [] : inbox.take();
        if ("length" in taken) read.push(...taken);
      };
      const puts: Completion[] = [];
      for (const [at, one] of all.entries()) {
        if (one === "read") take();
        else inbox.put({ ...one, at });
        if (one !== "read") puts.push({ ...one, at });
      }
      take();
      const tokensOf = (list: readonly Completion[], id: string) =>
        list.reduce((sum, one) => sum + (one.kind === "spent" && one.id === id ? (one.usage.inputTokens ?? 0) : 0), 0);
      const fractionOf = (list: readonly Completion[], id: string) =>
        list.flatMap((one) => (one.kind === "progressed" && one.id === id ? [one.fraction] : [])).at(-1);
      const othersOf = (list: readonly Completion[]) =>
        list.filter(({ kind }) => kind !== "progressed" && kind !== "spent");
      for (const id of ["a", "b"]) {
        expect(tokensOf(read, id)).toBe(tokensOf(puts, id));
        expect(fractionOf(read, id)).toBe(fractionOf(puts, id));
      }
      expect(othersOf(read)).toEqual(othersOf(puts));
      expect(read.every(({ at }, i) => at >= (read[i - 1]?.at ?? 0))).toBe(true);
    }),
  );
});
