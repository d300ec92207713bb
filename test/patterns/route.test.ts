import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import { declining, namesOf, outputOf, play, type Start } from "./play.ts";

/** Child 0 classifies; 1 and 2 are the specialists; 3 takes the rest. */
const desk = (reroutes = 1) => atRest("route", { labels: ["billing", "tech"], reroutes });
const naming = (...labels: readonly unknown[]) => {
  let asked = 0;
  return (start: Start) => (start.child === 0 ? ({ how: "done", output: labels[asked++] } as const) : outputOf(start));
};
const whoStarted = (starts: readonly Start[]) => starts.map(({ child }) => child);

describe("a route", () => {
  it("runs the specialist that the classifier names, on the same input", () => {
    const { starts, lastWord } = play(desk(), { says: naming("tech") });
    expect(starts).toEqual([
      { do: "start", slot: 0, child: 0, input: "in" },
      { do: "start", slot: 1, child: 2, input: "in" },
    ]);
    expect(lastWord).toEqual({ do: "finish", output: '2("in")' });
  });

  it.each([["sales"], [null], [7], ["toString"]])("leaves what is no label, %j, to the default", (label) => {
    expect(whoStarted(play(desk(), { says: naming(label) }).starts)).toEqual([0, 3]);
  });

  it("leaves what the classifier declines to the default", () => {
    const says = (start: Start) => (start.child === 0 ? declining("cannot read it")() : outputOf(start));
    expect(whoStarted(play(desk(), { says }).starts)).toEqual([0, 3]);
  });

  it("asks the classifier again where a specialist declines, and tells it who and why", () => {
    const label = naming("billing", "tech");
    const says = (start: Start) => (start.child === 1 ? declining("no invoice")() : label(start));
    const { starts, lastWord } = play(desk(), { says });
    expect(starts[2]).toEqual({
      do: "start",
      slot: 2,
      child: 0,
      index: 1,
      input: "in",
      feedback: { previous: "billing", issues: [{ message: "billing declined: no invoice" }] },
    });
    expect(lastWord).toEqual({ do: "finish", output: '2("in")' });
  });

  it("asks nobody twice: naming one who declined leads to the default", () => {
    const label = naming("billing", "billing");
    const says = (start: Start) => (start.child === 1 ? declining("no invoice")() : label(start));
    expect(whoStarted(play(desk(5), { says }).starts)).toEqual([0, 1, 0, 3]);
  });

  it("goes to the default once the reroutes are used up", () => {
    const says = (start: Start) => (start.child === 1 ? declining("no invoice")() : naming("billing")(start));
    expect(whoStarted(play(desk(0), { says }).starts)).toEqual([0, 1, 3]);
  });

  it("is unresolved where the default declines too", () => {
    const says = (start: Start) => (start.child === 3 ? declining("not me either")() : naming("sales")(start));
    expect(play(desk(), { says }).lastWord).toEqual({
      do: "unresolved",
      reason: "everybody declined; last: not me either",
    });
  });
});

describe("any route", () => {
  const stories = fc.record({
    labels: fc.integer({ min: 1, max: 5 }).map(namesOf),
    reroutes: fc.nat({ max: 5 }),
    named: fc.array(fc.nat({ max: 7 }), { minLength: 20, maxLength: 20 }),
    unwilling: fc.array(fc.nat({ max: 7 })),
  });

  it("ends, and asks its classifier at most once per reroute and every specialist at most once", () => {
    fc.assert(
      fc.property(stories, ({ labels, reroutes, named, unwilling }) => {
        const label = naming(...named.map((i) => labels[i] ?? "nobody"));
        const says = (start: Start) =>
          unwilling.includes(start.child) && start.child > 0 ? declining("no")() : label(start);
        const { starts, atOnce, lastWord } = play(atRest("route", { labels, reroutes }), { says });
        const children = whoStarted(starts);
        const specialists = children.filter((child) => child > 0);
        expect(lastWord).toBeDefined();
        expect(atOnce).toBe(1);
        expect(children.length - specialists.length).toBeLessThanOrEqual(1 + reroutes);
        expect(new Set(specialists).size).toBe(specialists.length);
        expect(starts.map(({ slot }) => slot)).toEqual(starts.map((_, i) => i));
        expect(starts.every(({ input }) => input === "in")).toBe(true);
      }),
    );
  });

  it("is unresolved only where the default declined, and otherwise gives the last one's output", () => {
    fc.assert(
      fc.property(stories, ({ labels, reroutes, named, unwilling }) => {
        const label = naming(...named.map((i) => labels[i] ?? "nobody"));
        const says = (start: Start) =>
          unwilling.includes(start.child) && start.child > 0 ? declining("no")() : label(start);
        const { starts, lastWord } = play(atRest("route", { labels, reroutes }), { says });
        const last = starts.at(-1)?.child ?? 0;
        const isRefused = last === labels.length + 1 && unwilling.includes(last);
        expect(lastWord).toEqual(
          isRefused
            ? { do: "unresolved", reason: "everybody declined; last: no" }
            : { do: "finish", output: `${last}("in")` },
        );
      }),
    );
  });
});
