import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptDistinct,
  acceptDuration,
  acceptFunction,
  acceptJson,
  acceptKeys,
  acceptName,
  acceptNumber,
  acceptWord,
  DURATION_MS_MAX,
  shown,
} from "../../src/gates/accept.ts";
import { NAME_PATTERN } from "../../src/model/path.ts";
import { TroupeError } from "../../src/model/troupe-error.ts";

const refused = (code: string, message?: RegExp) =>
  expect.objectContaining({ code, ...(message === undefined ? {} : { message: expect.stringMatching(message) }) });

describe("acceptName", () => {
  it("takes letters, digits, and _ . - and spaces inside", () => {
    for (const name of ["a", "step 2", "v1.2_final-3", "_", "x".repeat(64)]) expect(acceptName(name, "it")).toBe(name);
  });

  it("refuses the rest, and suggests a name that would do", () => {
    for (const name of ["", " a", "a/b", "a\n", "-", "x".repeat(65), 7, undefined]) {
      expect(() => acceptName(name, "an agent")).toThrow(refused("BAD_NAME"));
    }
    expect(() => acceptName("ask/the boss!", "an agent")).toThrow(refused("BAD_NAME", /for example "ask-the boss"/));
  });

  it("only ever suggests names that it would take", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const suggested = /for example ("[^"]*")/.exec(messageOf(() => acceptName(name, "it")))?.[1];
        return suggested === undefined || NAME_PATTERN.test(JSON.parse(suggested));
      }),
    );
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
    return "";
  } catch (error) {
    return error instanceof TroupeError ? error.message : "not ours";
  }
}

it("names the name that is used twice", () => {
  const group = { where: "chain", remedy: "Rename one." };
  expect(() => acceptDistinct(["a", "b", "a"], group)).toThrow(refused("DUPLICATE_NAME", /"a" twice\. Rename one\./));
  expect(() => acceptDistinct(["a", "b"], group)).not.toThrow();
});

it("names an option that is not known, and the one that was probably meant", () => {
  const group = { where: "map", known: ["concurrency", "maxItems"] };
  expect(() => acceptKeys({ maxitems: 3 }, group)).toThrow(
    refused("BAD_OPTION", /"maxitems".*Did you mean "maxItems"\?/),
  );
  for (const options of [undefined, null, 3, "x", []])
    expect(() => acceptKeys(options, group)).toThrow(refused("BAD_OPTION"));
  expect(() => acceptKeys({ concurrency: undefined }, group)).not.toThrow();
});

it("takes functions as functions", () => {
  expect(() => acceptFunction(() => 1, "work")).not.toThrow();
  expect(() => acceptFunction(Promise.resolve(1), "work")).toThrow(
    refused("NOT_A_FUNCTION", /an object, not a function/),
  );
});

describe("acceptNumber", () => {
  it("takes a finite number within its bounds, both included", () => {
    expect(acceptNumber(0, { where: "n", min: 0, max: 1 })).toBe(0);
    expect(acceptNumber(1, { where: "n", min: 0, max: 1 })).toBe(1);
  });

  it("refuses what is out of bounds, not finite, no number, or a fraction of what is counted", () => {
    for (const value of [-1, 2, Number.NaN, Number.POSITIVE_INFINITY, "1", null, undefined]) {
      expect(() => acceptNumber(value, { where: "n", min: 0, max: 1 })).toThrow(refused("BAD_OPTION"));
    }
    expect(() => acceptNumber(1.5, { where: "n", min: 0, isWhole: true })).toThrow(
      refused("BAD_OPTION", /whole number/),
    );
  });
});

it("takes a duration from 1 ms to what a timer can wait", () => {
  expect(acceptDuration(1, "timeoutMs")).toBe(1);
  expect(acceptDuration(DURATION_MS_MAX, "timeoutMs")).toBe(DURATION_MS_MAX);
  for (const ms of [0, -1, DURATION_MS_MAX + 1, Number.NaN]) {
    expect(() => acceptDuration(ms, "timeoutMs")).toThrow(refused("BAD_OPTION"));
  }
});

it("says which words there are", () => {
  expect(acceptWord("full", { where: "jitter", words: ["full", "none"] })).toBe("full");
  expect(() => acceptWord("half", { where: "jitter", words: ["full", "none"] })).toThrow(
    refused("BAD_OPTION", /jitter is "half"\. Say "full" or "none"/),
  );
});

it("copies and freezes JSON, and says where a value is none", () => {
  const value = { list: [1] };
  const copy = acceptJson(value, "skip");
  value.list.push(2);
  expect(copy).toEqual({ list: [1] });
  expect(Object.isFrozen(copy)).toBe(true);
  expect(() => acceptJson({ list: [1, new Date(0)] }, "skip")).toThrow(refused("NOT_JSON", /at list\.1: a Date/));
});

it("shows any value on one short line", () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
      expect(shown(value)).toMatch(/^.{1,80}$/u);
    }),
  );
  expect([shown("a\nb"), shown(undefined), shown(() => 1), shown([]), shown(null)]).toEqual([
    '"a\\nb"',
    "undefined",
    "a function",
    "a list",
    "null",
  ]);
});
