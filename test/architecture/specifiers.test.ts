import { expect, it } from "vitest";
import { placesFound } from "./planted.ts";
import { exampleRule, extensionRule } from "./specifiers.ts";

const examples = exampleRule(["troupe", "troupe/machines"], ["node", "zod"]);

it("finds a relative import without the file's extension", () => {
  const files = {
    "src/a.ts": 'import "./b";\nimport "./c.js";\nimport "./d.ts";\nimport data from "./e.json" with { type: "json" };',
  };
  expect(placesFound(extensionRule, files)).toEqual(["src/a.ts:1", "src/a.ts:2"]);
});

it("lets an example use the package by its name, Node, devDependencies and its own folder", () => {
  const text =
    'import "troupe";\nimport "troupe/machines";\nimport "node:fs";\nimport "zod/mini";\nimport "../corpus/mail.ts";';
  expect(placesFound(examples, { "examples/desk/parts/main.ts": text })).toEqual([]);
});

it("finds an example that reaches into the library, another example or a package that is not installed", () => {
  const text =
    'import "../../src/index.ts";\nimport "../pipeline/rows.ts";\nimport "lodash";\nimport "troupe/src/model/path";';
  expect(placesFound(examples, { "examples/desk/main.ts": text })).toEqual(
    [1, 2, 3, 4].map((line) => `examples/desk/main.ts:${line}`),
  );
});
