import fc from "fast-check";
import { expect, it } from "vitest";
import { sentAt } from "../../../../examples/support-desk/corpus/sent-at.ts";

it("reads what toUTCString writes, for any moment from 1950 on", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("1950-01-01"), max: new Date("2199-01-01"), noInvalidDate: true }), (date) => {
      const toTheSecond = new Date(Math.floor(date.getTime() / 1_000) * 1_000);
      expect(sentAt(toTheSecond.toUTCString())).toBe(toTheSecond.toISOString());
    }),
  );
});

it.each([
  ["Thu, 22 Aug 2002 18:26:25 +0700", "2002-08-22T11:26:25.000Z"],
  ["22 Aug 02 18:26 EDT", "2002-08-22T22:26:00.000Z"],
  ["Thu, 22 Aug 2002 18:26:25", "2002-08-22T18:26:25.000Z"],
  ["Thursday, 22-August-99 18:26:25 XYZ", "1999-08-22T18:26:25.000Z"],
])("reads %s", (header, moment) => {
  expect(sentAt(header)).toBe(moment);
});

it.each(["", "yesterday", "22 Foo 2002 10:00", "2002-08-22"])("finds no date in %o", (header) => {
  expect(sentAt(header)).toBeNull();
});
