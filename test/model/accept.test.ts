import { describe, expect, it } from "vitest";
import {
  acceptDuration,
  acceptFunction,
  acceptJson,
  acceptKeys,
  acceptNumber,
  acceptText,
  acceptWord,
  DURATION_MS_MAX,
} from "../../src/model/accept.ts";

const refused = (code: string, message?: RegExp) =>
  expect.objectContaining({ code, ...(message === undefined ? {} : { message: expect.stringMatching(message) }) });

function notRead(): never {
  throw new RangeError("trapped");
}

it("names an option that is not known, and the one that was probably meant", () => {
  const group = { where: "map", known: ["concurrency", "maxItems"] };
  expect(() => acceptKeys({ maxitems: 3 }, group)).toThrow(
    refused("BAD_OPTION", /"maxitems".*Did you mean "maxItems"\?/),
  );
  for (const options of [undefined, null, 3, "x", [], new Map(), { [Symbol.for("troupe.rule")]: {} }])
    expect(() => acceptKeys(options, group)).toThrow(refused("BAD_OPTION"));
  const getter = Object.defineProperty({}, "concurrency", { get: notRead, enumerable: true });
  expect(() => acceptKeys(getter, group)).toThrow(
    refused(
      "BAD_OPTION",
      /options of map are an object without fields that can be read\. Its options are: concurrency/,
    ),
  );
  expect(() => acceptKeys({ concurrency: undefined }, group)).not.toThrow();
});

it("takes functions as functions", () => {
  expect(() => acceptFunction(() => 1, "work")).not.toThrow();
  expect(() => acceptFunction(Promise.resolve(1), "work")).toThrow(
    refused("NOT_A_FUNCTION", /a Promise, not a function/),
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

it("takes a duration from 1 ms to ten years", () => {
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

it("takes a text that says something, up to a bound, and says how long a longer one is", () => {
  for (const text of ["?", "x".repeat(500)]) expect(acceptText(text, "asks")).toBe(text);
  for (const text of ["", "  ", 7, undefined]) expect(() => acceptText(text, "asks")).toThrow(refused("BAD_OPTION"));
  expect(() => acceptText("x".repeat(501), "asks")).toThrow(
    refused("BAD_OPTION", /asks is 501 characters long\. Say it in words, in 1 to 500 characters/),
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
