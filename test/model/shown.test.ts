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

it("names the kind of object, and says where one cannot be read", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(
    [{}, new Map(), Promise.resolve(1), new Error("no"), { [Symbol.toStringTag]: "a b" }, proxy].map(shown),
  ).toEqual(["an object", "a Map", "a Promise", "an Error", "an object", "an object that cannot be read"]);
});
