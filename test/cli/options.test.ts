import { expect, it } from "vitest";
import { acceptOptions, onlyOne, showWayIn, split } from "../../src/cli/options.ts";

it("takes words and options apart, wherever they stand", () => {
  expect(split(["--by", "ann", "answer", "troupe.db", "refund", "approve", "--role=legal"])).toEqual({
    words: ["answer", "troupe.db", "refund", "approve"],
    given: new Map([
      ["by", "ann"],
      ["role", "legal"],
    ]),
  });
});

it("says how an answer is given that begins with a dash", () => {
  expect(() => split(["answer", "troupe.db", "sum", "edit", "-5"])).toThrow(
    "USAGE: There is no option -5. What begins with - stands behind --, as in troupe answer … -- skip -1",
  );
  expect(split(["answer", "troupe.db", "sum", "--", "edit", "-5"]).words).toEqual([
    "answer",
    "troupe.db",
    "sum",
    "edit",
    "-5",
  ]);
});

it("refuses the options of another command, and lists its own", () => {
  expect(() => acceptOptions("cancel", new Map([["by", "ann"]]))).toThrow(
    "USAGE: troupe cancel has no option --by. It has: --help, --version, --wait.",
  );
});

it("lets one of those stand that exclude each other", () => {
  expect(onlyOne(new Map([["open", ""]]), ["all", "open"])).toBe("open");
  expect(onlyOne(new Map(), ["all", "open"])).toBeUndefined();
  expect(() =>
    onlyOne(
      new Map([
        ["open", ""],
        ["all", ""],
      ]),
      ["all", "open"],
    ),
  ).toThrow("USAGE: --all and --open exclude each other. Keep one of them.");
  expect([showWayIn(new Map([["json", ""]])), showWayIn(new Map())]).toEqual(["json", "tree"]);
});
