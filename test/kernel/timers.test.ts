import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimers, type Timer, type Timers } from "../../src/kernel/timers.ts";

const set = (timers: Timers, at: number, path = ""): Timer => timers.set({ name: "backoff", path, at, fire: () => {} });
const dueAt = (timers: Timers, now: number) => timers.due(now).map(({ path }) => path);

describe("the times of a run", () => {
  it("are due at their moment and not before, in order", () => {
    const timers = createTimers();
    set(timers, 30, "late");
    set(timers, 10, "early");
    expect([dueAt(timers, 9), dueAt(timers, 30), dueAt(timers, 99)]).toEqual([[], ["early", "late"], []]);
  });

  it("of one moment are due in the order in which they were set", () => {
    const timers = createTimers();
    for (const name of ["first", "second", "third"]) set(timers, 10, name);
    expect(dueAt(timers, 10)).toEqual(["first", "second", "third"]);
  });

  it("are asked for by the earliest that is still wanted", () => {
    const timers = createTimers();
    const early = set(timers, 10);
    set(timers, 20);
    timers.cancel(early);
    expect(timers.next()).toBe(20);
  });

  it("are none where none is set", () => {
    expect([createTimers().next(), createTimers().size]).toEqual([undefined, 0]);
  });

  it("are not cancelled twice, and not once they are due", () => {
    const timers = createTimers();
    const first = set(timers, 10);
    set(timers, 20);
    timers.due(10);
    for (let i = 0; i < 3; i++) timers.cancel(first);
    timers.cancel(undefined);
    expect([timers.size, timers.next()]).toEqual([1, 20]);
  });
});

type Use = { readonly does: "set" | "cancel" | "due"; readonly number: number };
const uses: fc.Arbitrary<readonly Use[]> = fc.array(
  fc.record({ does: fc.constantFrom("set", "set", "cancel", "cancel", "due"), number: fc.nat({ max: 300 }) }),
  { maxLength: 400 },
);

it("are a list sorted by time and by setting, whatever is set, cancelled and due", () => {
  fc.assert(
    fc.property(uses, (script) => {
      const timers = createTimers();
      const all: Timer[] = [];
      let wanted: Timer[] = [];
      let now = 0;
      for (const { does, number } of script) {
        const timer = all[number % Math.max(1, all.length)];
        if (does === "set") {
          const fresh = set(timers, now + (number % 50));
          all.push(fresh);
          wanted = [...wanted, fresh].toSorted((a, b) => a.at - b.at);
        } else if (does === "cancel") {
          timers.cancel(timer);
          wanted = wanted.filter((other) => other !== timer);
        } else now += number % 20;
        const due = does === "due" ? timers.due(now) : [];
        expect(due).toEqual(does === "due" ? wanted.filter(({ at }) => at <= now) : []);
        if (does === "due") wanted = wanted.filter(({ at }) => at > now);
        expect([timers.size, timers.next()]).toEqual([wanted.length, wanted[0]?.at]);
      }
    }),
  );
});
