import { expect, it } from "vitest";
import { ANSWERED, DECLINED, DIRECTIVE, markedWith, SPEC } from "../../src/plan/brand.ts";

it("has registered marks, the same in every copy of the package", () => {
  expect([SPEC, DIRECTIVE, ANSWERED, DECLINED].map((mark) => Symbol.keyFor(mark))).toEqual([
    "troupe.spec",
    "troupe.directive",
    "troupe.answered",
    "troupe.declined",
  ]);
});

it("reads what stands under a mark", () => {
  expect(markedWith({ [SPEC]: 1 }, SPEC)).toBe(1);
  expect(markedWith({ [SPEC]: 1 }, DIRECTIVE)).toBeUndefined();
});

it("never throws, whatever it is asked of", () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error("no");
      },
    },
  );
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [undefined, null, 1, "x", hostile, proxy]) expect(markedWith(value, SPEC)).toBeUndefined();
});
