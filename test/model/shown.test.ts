import fc from "fast-check";
import { expect, it } from "vitest";
import { shown } from "../../src/model/shown.ts";

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
