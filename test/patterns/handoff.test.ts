import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import { type Answer, declining, giving, namesOf, play, type Start } from "./play.ts";

const names = ["triage", "billing", "tech"];
const course = (max = 5, start = 0) => atRest("handoff", { names, start, max });
const handing = (to: string, context: unknown): Answer => ({ how: "handed", to, context });
/** One answer after the other, whoever has control. */
const saying =
  (...answers: readonly Answer[]) =>
  ({ slot }: Start) =>
    answers[slot] ?? giving("over");

describe("a handoff", () => {
  it("gives the output of the peer that begins, where that hands nothing off", () => {
    const { starts, lastWord } = play(course(5, 1));
    expect(starts).toEqual([{ do: "start", slot: 0, child: 1, input: "in" }]);
    expect(lastWord).toEqual({ do: "finish", output: '1("in")' });
  });

  it("passes control and context on, and back", () => {
    const says = saying(handing("billing", { id: 7 }), handing("triage", { id: 8 }));
    const { starts, lastWord } = play(course(), { says });
    expect(starts.slice(1)).toEqual([
      { do: "start", slot: 1, child: 1, input: { id: 7 }, isConsumer: true },
      { do: "start", slot: 2, child: 0, index: 1, input: { id: 8 }, isConsumer: true },
    ]);
    expect(lastWord).toEqual({ do: "finish", output: "over" });
  });

  it("is unresolved where control goes to nobody", () => {
    expect(play(course(), { says: saying(handing("biling", 1)) }).lastWord).toEqual({
      do: "unresolved",
      reason: 'triage hands off to "biling". Did you mean "billing"?',
    });
  });

  it("is unresolved where the same goes from one to the other for the second time", () => {
    const says = saying(handing("billing", { a: 1, b: 2 }), handing("triage", 1), handing("billing", { b: 2, a: 1 }));
    expect(play(course(9), { says }).lastWord).toEqual({
      do: "unresolved",
      reason: "ping-pong: triage hands off to billing with the same context for the second time",
    });
  });

  it("takes it for no ping-pong where names only read alike", () => {
    const peers = atRest("handoff", { names: ["a b", "c", "a", "b c"], start: 0, max: 9 });
    const says = saying(handing("c", 1), handing("a", 2), handing("b c", 1));
    expect(play(peers, { says }).lastWord).toEqual({ do: "finish", output: "over" });
  });

  it("is unresolved where control would pass more often than it may", () => {
    const says = saying(handing("billing", 1), handing("tech", 2));
    const { starts, lastWord } = play(course(1), { says });
    expect(starts.length).toBe(2);
    expect(lastWord).toEqual({ do: "unresolved", reason: "billing hands off to tech: hand-off 2, and max is 1" });
  });

  it("is unresolved where whoever has control declines", () => {
    const says = (start: Start) => (start.slot === 0 ? handing("tech", 1) : declining("no use")());
    expect(play(course(), { says }).lastWord).toEqual({ do: "unresolved", reason: "tech declined: no use" });
  });
});

describe("any handoff", () => {
  const passes = fc.array(fc.record({ to: fc.nat({ max: 3 }), context: fc.nat({ max: 2 }) }), { maxLength: 20 });

  it("has one peer at work at a time, 1 + max at most, and ends at the first pass that may not be", () => {
    fc.assert(
      fc.property(passes, fc.nat({ max: 12 }), fc.nat({ max: 2 }), (all, max, start) => {
        const peers = namesOf(3);
        const answers = all.map(({ to, context }) => handing(peers[to] ?? "nobody", context));
        const { starts, atOnce, lastWord } = play(atRest("handoff", { names: peers, start, max }), {
          says: saying(...answers),
        });
        const turns = [start, ...all.map(({ to }) => to)];
        const ways = all.map(({ to, context }, i) => JSON.stringify([turns[i], to, context]));
        const wrong = all.findIndex(({ to }, i) => to === 3 || ways.indexOf(ways[i] ?? "") < i || i === max);
        const passed = wrong < 0 ? all.length : wrong;
        expect(starts.map(({ child }) => child)).toEqual(turns.slice(0, 1 + passed));
        expect(starts.length).toBeLessThanOrEqual(1 + max);
        expect(atOnce).toBe(1);
        expect(lastWord?.do).toBe(wrong < 0 ? "finish" : "unresolved");
      }),
    );
  });

  it("numbers every further turn of a peer, so that no two of its activations have one name", () => {
    fc.assert(
      fc.property(passes, (all) => {
        const answers = all.map(({ to }, i) => handing(`name-${to % 3}`, i));
        const { starts } = play(atRest("handoff", { names: namesOf(3), start: 0, max: 50 }), {
          says: saying(...answers),
        });
        const turns = starts.map(({ child, index = 0 }) => `${child}[${index}]`);
        expect(new Set(turns).size).toBe(all.length + 1);
        expect(starts.map(({ slot }) => slot)).toEqual(starts.map((_, i) => i));
      }),
    );
  });
});
