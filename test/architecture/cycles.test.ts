import { expect, it } from "vitest";
import { cycleRule } from "./cycles.ts";
import { messagesOf, placesFound } from "./planted.ts";

it("accepts two roads to one file", () => {
  const files = {
    "src/a.ts": 'import "./b.ts";\nimport "./c.ts";',
    "src/b.ts": 'import "./d.ts";',
    "src/c.ts": 'import "./d.ts";',
    "src/d.ts": "",
  };
  expect(placesFound(cycleRule, files)).toEqual([]);
});

it("finds a cycle through types only, and names its whole way", () => {
  const files = {
    "src/a.ts": '\nimport type { B } from "./b.ts";',
    "src/b.ts": 'import { c } from "./x/c.ts";',
    "src/x/c.ts": 'export type { A } from "../a.ts";',
  };
  expect(placesFound(cycleRule, files)).toEqual(["src/a.ts:2"]);
  expect(messagesOf(cycleRule, files)[0]).toContain("src/a.ts → src/b.ts → src/x/c.ts → src/a.ts");
});

it("finds a file that imports itself", () => {
  expect(placesFound(cycleRule, { "src/a.ts": 'import "./a.ts";' })).toEqual(["src/a.ts:1"]);
});

it("finds a cycle behind a file that is no part of it", () => {
  const files = { "src/a.ts": 'import "./b.ts";', "src/b.ts": 'import "./c.ts";', "src/c.ts": 'import "./b.ts";' };
  expect(placesFound(cycleRule, files)).toEqual(["src/b.ts:1"]);
});
