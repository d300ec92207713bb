import fc from "fast-check";
import { expect, it } from "vitest";
import { httpDate } from "../../src/model/http-date.ts";

it.each([
  ["the form that servers send", "Sun, 06 Nov 1994 08:49:37 GMT"],
  ["the form of RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT"],
  ["the form of asctime", "Sun Nov  6 08:49:37 1994"],
  ["any case, with space around it", "  sun, 06 nov 1994 08:49:37 gmt "],
])("reads %s", (_, text) => {
  expect(httpDate(text)).toBe(784_111_777_000);
});

it("takes two digits for the year up to 2069 and since 1970", () => {
  const yearOf = (year: string) => new Date(httpDate(`Sunday, 06-Nov-${year} 08:49:37 GMT`) ?? 0).getUTCFullYear();
  expect([yearOf("69"), yearOf("70")]).toEqual([2069, 1970]);
});

it.each(["", "60", "-1", "2", "soon", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994", "1994-11-06T08:49:37Z"])(
  "takes anything else for no date: %j",
  (text) => {
    expect(httpDate(text)).toBeUndefined();
  },
);

it("reads every second of ten thousand years as a Date writes it", () => {
  const seconds = fc.integer({ min: Date.UTC(1000, 0) / 1_000, max: Date.UTC(9999, 11, 31) / 1_000 });
  fc.assert(
    fc.property(seconds, (second) => {
      expect(httpDate(new Date(second * 1_000).toUTCString())).toBe(second * 1_000);
    }),
  );
});

it("is nothing or a time, for any text", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Number.isFinite(httpDate(text) ?? 0)).toBe(true);
    }),
  );
});
