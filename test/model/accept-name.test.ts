import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptDistinct, acceptName } from "../../src/model/accept-name.ts";
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
