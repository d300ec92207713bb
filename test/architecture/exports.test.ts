import { expect, it } from "vitest";
import { namedExportRule, reExportRule } from "./exports.ts";
import { placesFound } from "./planted.ts";

const rule = reExportRule(["src/index.ts"]);

it("finds default exports in both spellings", () => {
  expect(
    placesFound(namedExportRule, { "src/a.ts": "\nexport default run;", "src/b.ts": "export { run as default };" }),
  ).toEqual(["src/a.ts:2", "src/b.ts:1"]);
});

it("accepts named exports, and a default case or option", () => {
  const text =
    'export const run = { default: 1 };\nswitch (x) { default: }\n// export default run\nconst s = "export default run";';
  expect(placesFound(namedExportRule, { "src/a.ts": text })).toEqual([]);
});

it("finds every form of re-export", () => {
  const text = ['export * from "./b.ts";', 'export type { B } from "./b.ts";', 'export * as b from "./b.ts";'].join(
    "\n",
  );
  expect(placesFound(rule, { "src/a.ts": text })).toEqual(["src/a.ts:1", "src/a.ts:2", "src/a.ts:3"]);
});

it("finds a name that is imported and then exported", () => {
  expect(placesFound(rule, { "src/a.ts": 'import { c as b } from "./b.ts";\nexport { b };' })).toEqual(["src/a.ts:2"]);
});

it("accepts entry points and a list of the file's own names", () => {
  const files = {
    "src/index.ts": 'export * from "./b.ts";',
    "src/a.ts": 'import { b } from "./b.ts";\nconst a = b;\nexport { a };',
  };
  expect(placesFound(rule, files)).toEqual([]);
});
