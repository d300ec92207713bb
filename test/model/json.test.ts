import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, type Crossing, isSameJson, JSON_BOUNDS, toJson } from "../../src/model/json.ts";

const issueOf = (crossing: Crossing) => (crossing.isJson ? undefined : crossing.issue);
const valueOf = (crossing: Crossing) => (crossing.isJson ? crossing.value : undefined);

function isFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

/** A list in a list in a list …; `levels` of them. */
const nested = (levels: number): unknown => Array.from({ length: levels - 1 }).reduce<unknown>((inner) => [inner], []);

describe("what crosses an agent's boundary", () => {
  it("is a copy, so that the sender cannot change it afterwards", () => {
    const sent = { to: ["ada"] };
    const crossing = toJson(sent);
    sent.to.push("eve");
    expect(valueOf(crossing)).toEqual({ to: ["ada"] });
  });

  it("is frozen, so that the receiver cannot change it either", () => {
    expect(isFrozen(valueOf(toJson({ a: [{ b: 1 }] })))).toBe(true);
  });

  it("crosses a second time for nothing: a copy of ours is taken as it is", () => {
    const once = valueOf(toJson({ a: [1] }));
    expect(valueOf(toJson(once))).toBe(once);
  });

  it("leaves out undefined fields and makes undefined list items null, as JSON does", () => {
    expect(valueOf(toJson({ a: undefined, b: [undefined] }))).toEqual({ b: [null] });
    expect(valueOf(toJson(undefined))).toBeNull();
  });

  it("takes objects without a prototype and those of another realm", () => {
    const bare: unknown = Object.assign(Object.create(null), { a: 1 });
    expect(valueOf(toJson([bare, runInNewContext("({ b: 2 })")]))).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it("keeps a field called __proto__ a field", () => {
    const crossing = valueOf(toJson(JSON.parse('{ "__proto__": { "isAdmin": true } }')));
    expect(JSON.stringify(crossing)).toBe('{"__proto__":{"isAdmin":true}}');
    expect(Object.getPrototypeOf(crossing)).toBe(Object.prototype);
  });

  it("is what a journal would give back: equal to its JSON text read again, and frozen", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const crossing = toJson(value);
        expect(crossing).toEqual({ isJson: true, value: JSON.parse(JSON.stringify(value)) });
        expect(isFrozen(valueOf(crossing))).toBe(true);
      }),
    );
  });

  it("takes anything or says what is wrong with it, and never throws", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }), (value) => {
        const crossing = toJson(value);
        const text = JSON.stringify(valueOf(crossing));
        expect(valueOf(crossing)).toEqual(crossing.isJson ? JSON.parse(text) : undefined);
        expect(typeof issueOf(crossing)?.message).toBe(crossing.isJson ? "undefined" : "string");
      }),
    );
  });
});

describe("what does not cross", () => {
  class Money {
    readonly cents = 100;
  }

  it.each([
    ["a function", () => 1, "a function is not JSON"],
    ["a symbol", Symbol("s"), "a symbol is not JSON"],
    ["a bigint", 10n, "a bigint is not JSON"],
    ["NaN", Number.NaN, "NaN is not a JSON number"],
    ["infinity", Number.NEGATIVE_INFINITY, "-Infinity is not a JSON number"],
    ["an instance", new Money(), "a Money is not plain JSON; send its fields"],
    [
      "an instance of a class without a name",
      new (class {
        readonly amount = 3;
      })(),
      "a class instance is not plain JSON; send its fields",
    ],
    ["a date", new Date(0), "a Date is not plain JSON; send its fields or its toJSON()"],
    ["a promise", Promise.resolve(), "a Promise is not plain JSON; send its fields"],
  ])("is %s, and the issue says why", (_, value, message) => {
    expect(issueOf(toJson(value))?.message).toBe(message);
  });

  it("is a cycle, found at the field that closes it", () => {
    const node: { readonly children: unknown[] } = { children: [] };
    node.children.push({ parent: node });
    expect(issueOf(toJson(node))).toEqual({ message: "refers to itself", path: ["children", 0, "parent"] });
  });

  it("is not the same value at two places: that is no cycle", () => {
    const shared = { a: 1 };
    expect(valueOf(toJson([shared, shared]))).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it("is what cannot be read, whatever the reading throws", () => {
    const unreadable = [new Error("no"), "no", undefined, Object.create(null), Symbol("no")].map((thrown: unknown) => ({
      get field() {
        throw thrown;
      },
    }));
    expect(unreadable.map((value) => toJson(value).isJson)).toEqual(unreadable.map(() => false));
  });

  it("is anything behind a proxy that refuses every question", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(toJson({ proxy }).isJson).toBe(false);
  });

  it(`is nested deeper than ${JSON_BOUNDS.depth} levels`, () => {
    expect(toJson(nested(JSON_BOUNDS.depth)).isJson).toBe(true);
    expect(toJson(nested(JSON_BOUNDS.depth + 1)).isJson).toBe(false);
  });

  it("is nested too deeply also when most of it has crossed before", () => {
    const deepest = valueOf(toJson(nested(JSON_BOUNDS.depth)));
    expect(toJson({ deepest }).isJson).toBe(false);
  });

  it(`is more than ${JSON_BOUNDS.values.toLocaleString("en")} values, counted before they are copied`, () => {
    const holes: unknown[] = [];
    holes.length = 2 ** 32 - 1;
    expect(issueOf(toJson(holes))?.message).toBe(`has more than ${JSON_BOUNDS.values} values`);
  });

  it("counts what has crossed before once for each time that it is told", () => {
    const half = valueOf(toJson(Array.from({ length: JSON_BOUNDS.values / 2 - 2 }, () => 0)));
    expect(toJson([half, half]).isJson).toBe(true);
    expect(toJson([half, half, 0, 0]).isJson).toBe(false);
  });

  it("is too many values also when they are a few that have crossed before, told again and again", () => {
    const thousand = valueOf(toJson(Array.from({ length: 1_000 }, () => 0)));
    expect(toJson(Array.from({ length: 1_000 }, () => thousand)).isJson).toBe(false);
  });
});

describe("the canonical text", () => {
  it("does not depend on the order of keys", () => {
    expect(canonical({ b: [1, { d: 2, c: 3 }], a: null })).toBe('{"a":null,"b":[1,{"c":3,"d":2}]}');
  });

  it("is JSON of the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const crossing = valueOf(toJson(value));
        expect(JSON.parse(canonical(crossing))).toEqual(crossing);
      }),
    );
  });

  it("is one for one value, however its keys are ordered, and differs where values differ", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (record, other) => {
        const reversed = Object.fromEntries(Object.entries(record).toReversed());
        expect(canonical(reversed)).toBe(canonical(record));
        expect(isSameJson(record, other)).toBe(isDeepEqual(record, other));
      }),
    );
  });

  it("knows equal values that are not identical", () => {
    expect(isSameJson({ a: [1], b: 2 }, { b: 2, a: [1] })).toBe(true);
    expect(isSameJson({ a: [1] }, { a: ["1"] })).toBe(false);
  });
});

function isDeepEqual(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
}
