import fc from "fast-check";
import { expect, it } from "vitest";
import { firstGate, gateAfter, type Gated, type GatePlace } from "../../machines/gate-order.ts";

const gated = ({
  isPerson = false,
  hasSchema = false,
  ...more
}: Partial<Omit<Gated, "nature"> & Gated["nature"]>): Gated => ({
  gatesBefore: 0,
  gatesAfter: 0,
  nature: { isPerson, hasSchema },
  place: undefined,
  ...more,
});

it("has none before the work of an agent without gates before", () => {
  expect(firstGate(gated({ gatesAfter: 2 }))).toBeUndefined();
});

it("asks a person where a person is the work, once the gates before have passed", () => {
  const person = gated({ gatesBefore: 1, isPerson: true });
  expect(firstGate(person)).toEqual({ when: "before", index: 0 });
  expect(gateAfter({ ...person, place: { when: "before", index: 0 } })).toEqual({ when: "person", index: 0 });
});

it("leaves the gates for the work behind the last one before it", () => {
  expect(gateAfter(gated({ gatesBefore: 1, gatesAfter: 1, place: { when: "before", index: 0 } }))).toBeUndefined();
});

it("asks the input's schema before a gate or a person, and not where the work itself asks it", () => {
  const fit = { when: "fit", index: 0 } as const;
  expect(firstGate(gated({ hasSchema: true, gatesAfter: 1 }))).toBeUndefined();
  const person = gated({ hasSchema: true, isPerson: true });
  expect(walk(person, firstGate(person))).toEqual([fit, { when: "person", index: 0 }]);
  const work = gated({ hasSchema: true, gatesBefore: 2 });
  expect(walk(work, firstGate(work))).toEqual([fit, ...places("before", 2)]);
});

it("has no next gate where none is open", () => {
  expect(gateAfter(gated({ gatesAfter: 1 }))).toBeUndefined();
});

it("has no gate behind one at which work asks back: the work goes on", () => {
  expect(gateAfter(gated({ gatesBefore: 1, gatesAfter: 1, place: { when: "asking", index: 0 } }))).toBeUndefined();
});

/** The gates that open one after the other from a place on, if each passes. */
function walk(agent: Gated, from: GatePlace | undefined): readonly GatePlace[] {
  return from === undefined ? [] : [from, ...walk(agent, gateAfter({ ...agent, place: from }))];
}

const counts = fc.record({ gatesBefore: fc.nat({ max: 6 }), gatesAfter: fc.nat({ max: 6 }) });
const places = (when: "before" | "after", count: number) =>
  Array.from({ length: count }, (_, index) => ({ when, index }));

it("opens every gate once, in order: those before, and after the work those after", () => {
  fc.assert(
    fc.property(counts, (count) => {
      const agent = gated(count);
      expect(walk(agent, firstGate(agent))).toEqual(places("before", count.gatesBefore));
      const first = count.gatesAfter === 0 ? undefined : ({ when: "after", index: 0 } as const);
      expect(walk(agent, first)).toEqual(places("after", count.gatesAfter));
    }),
  );
});

it("opens every gate of a person in one walk: those before, the person, those after", () => {
  fc.assert(
    fc.property(counts, (count) => {
      const person = gated({ ...count, isPerson: true });
      expect(walk(person, firstGate(person))).toEqual([
        ...places("before", count.gatesBefore),
        { when: "person", index: 0 },
        ...places("after", count.gatesAfter),
      ]);
    }),
  );
});
