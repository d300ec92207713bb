import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  change,
  endAs,
  type Group,
  lineageOf,
  liveSlots,
  type Slot,
  slotAt,
  type SlotPhase,
  standIn,
  takeTurn,
} from "../../../machines/supervision/group.ts";
import { EMPTY, toArray } from "../../../src/model/vector.ts";
import { atRest } from "../../../src/patterns/catalogue.ts";
import { child, failureOf } from "./a-group.ts";

const empty: Group = {
  path: "p",
  children: [],
  lineage: undefined,
  isPool: false,
  isRoot: false,
  asksPerson: false,
  course: atRest("pass", {}),
  told: undefined,
  slots: EMPTY,
  live: 0,
  troubled: 0,
  starts: 0,
  restarts: 0,
  regroup: undefined,
  ending: undefined,
  toStop: [],
  stopsHow: "abort",
};

const slot = (number: number, more: Partial<Slot> = {}): Slot => ({
  slot: number,
  path: `p/${number}`,
  name: `${number}`,
  occupant: { path: `p/${number}`, info: child(`${number}`) },
  input: undefined,
  told: undefined,
  feedback: undefined,
  label: undefined,
  brief: undefined,
  answers: [],
  isVoid: false,
  output: undefined,
  isFinished: false,
  phase: "up",
  asked: undefined,
  life: 0,
  attempts: 1,
  rounds: 0,
  issues: undefined,
  order: number,
  next: undefined,
  ...more,
});

const groupOf = (...slots: readonly Slot[]): Group =>
  takeTurn(empty, (turn) => {
    for (const each of slots) change(turn, each, {});
  }).group;

describe("a turn", () => {
  it("changes a copy of the group, and gives what was asked on the way", () => {
    const { group, requests } = takeTurn(empty, (turn) => {
      change(turn, slot(0), { phase: "waiting" });
      turn.requests.push({ ask: "unwait", slot: 0 });
    });
    expect([empty.live, group.live]).toEqual([0, 1]);
    expect(requests).toEqual([{ ask: "unwait", slot: 0 }]);
  });

  it("has the slots of its group, and none outside", () => {
    takeTurn(groupOf(slot(0)), (turn) => {
      expect([slotAt(turn, 0)?.path, slotAt(turn, 1)]).toEqual(["p/0", undefined]);
    });
  });
});

describe("the counts of a group", () => {
  const phases = fc.constantFrom<SlotPhase>("up", "waiting", "asking", "ended");

  it("are those of its slots, after any changes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 200 }), phases), { maxLength: 300 }), (changes) => {
        const { group } = takeTurn(empty, (turn) => {
          for (const [place, phase] of changes) {
            const number = place % (turn.group.slots.length + 1);
            change(turn, slotAt(turn, number) ?? slot(number), { phase });
          }
        });
        const slots = toArray(group.slots);
        expect(group.live).toBe(slots.filter(({ phase }) => phase !== "ended").length);
        expect(group.troubled).toBe(slots.filter(({ phase }) => phase === "waiting" || phase === "asking").length);
      }),
    );
  });

  it("name what has something to stop in the order in which it began", () => {
    const group = groupOf(slot(0, { order: 2 }), slot(1, { phase: "ended", order: 0 }), slot(2, { order: 1 }));
    expect(liveSlots(group).map(({ slot: number }) => number)).toEqual([2, 0]);
  });
});

describe("the policies that see a failure", () => {
  it("are the occupant's own, then the group's and those above", () => {
    const lineage = { owner: "p", table: {}, up: undefined };
    const table = { transient: [] };
    const supervised = slot(0, { occupant: { path: "p/a", info: child("a", { table }) } });
    expect(lineageOf({ ...empty, lineage }, supervised)).toEqual({ owner: "p/a", table, up: lineage });
    expect(lineageOf({ ...empty, lineage }, slot(0))).toBe(lineage);
  });
});

describe("a stand-in", () => {
  const rule = { owner: "p/a", by: "policy", kind: "transient", position: 1 } as const;
  const why = { rule, failure: failureOf(0) };

  it("works below the path of whom it stands in for, and remembers whom, why, and how often that was tried", () => {
    const occupant = { path: "p/a", info: child("a", { fallbacks: [child("first"), child("second")] }) };
    const answers = [{ question: "which?", answer: "the second" }];
    expect(standIn(slot(0, { occupant, attempts: 3, rounds: 1, answers }), 1, why)).toEqual({
      path: "p/a/fallback:second",
      info: child("second"),
      standsInFor: { occupant, attempts: 3, rounds: 1, answers, ...why },
    });
  });

  it("is not there where the policy has no such plan", () => {
    expect(standIn(slot(0), 0, why)).toBeUndefined();
  });
});

describe("the ending of a group", () => {
  const failed = { how: "failed", failure: failureOf(0) } as const;
  const done = { how: "done", output: 1 } as const;
  const cancelled = { how: "stopped", why: "cancelled" } as const;

  it.each([
    ["the first holds", [done, failed], done],
    ["a stop from above overrides", [failed, cancelled], cancelled],
    ["and holds then", [cancelled, failed], cancelled],
  ])("is one: %s", (_, endings, holds) => {
    const { group } = takeTurn(empty, (turn) => {
      for (const ending of endings) endAs(turn, ending);
    });
    expect(group.ending).toEqual(holds);
  });

  it("ends a restart that was under way", () => {
    const regrouping = { ...empty, regroup: { culprits: [0], members: [0], targets: [], toStop: [] } };
    expect(takeTurn(regrouping, (turn) => endAs(turn, cancelled)).group.regroup).toBeUndefined();
  });
});
