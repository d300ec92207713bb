import { expect, it } from "vitest";
import { reminderRule, suppressionRule } from "./comments.ts";
import { placesFound } from "./planted.ts";

it("finds every comment that silences a check", () => {
  const lines = [
    "// oxlint-disable-next-line no-console",
    "/* eslint-disable */",
    "// biome-ignore format: table",
    "// @ts-ignore",
    "/* a */ // @ts-nocheck",
    "// @ts-expect-error wrong on purpose",
  ];
  expect(placesFound(suppressionRule, { "src/a.ts": lines.join("\n") })).toEqual(
    lines.map((_, index) => `src/a.ts:${index + 1}`),
  );
});

it("lets type tests expect an error, and nothing more", () => {
  const text = "// @ts-expect-error a number is no name\n// @ts-ignore";
  expect(placesFound(suppressionRule, { "test/types/agent.ts": text })).toEqual(["test/types/agent.ts:2"]);
});

it("leaves strings alone that only speak of it", () => {
  expect(placesFound(suppressionRule, { "src/a.ts": 'const a = "// @ts-ignore";' })).toEqual([]);
  expect(placesFound(reminderRule, { "src/a.ts": 'const TODO = "TODO";' })).toEqual([]);
});

it("finds reminders, with the line inside a long comment", () => {
  expect(placesFound(reminderRule, { "src/a.ts": "/**\n * Fine.\n * TODO: less fine\n */\n// FIXME" })).toEqual([
    "src/a.ts:3",
    "src/a.ts:5",
  ]);
});
