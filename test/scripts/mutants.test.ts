import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MUTANTS } from "../../scripts/mutants.ts";

const root = join(import.meta.dirname, "../..");
const places = (text: string, part: string): number => text.split(part).length - 1;

it("plants every bug in exactly one place of the code as it is: `npm run mutate` does not rot", () => {
  const edits = MUTANTS.flatMap(({ name, edits: all }) => all.map((edit) => ({ name, ...edit })));
  const lost = edits.filter(({ file, from }) => places(readFileSync(join(root, file), "utf8"), from) !== 1);
  expect(lost.map(({ name, file }) => `${name}: ${file}`)).toEqual([]);
});

it("plants bugs of different names, and each changes something", () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.flatMap(({ edits }) => edits).filter(({ from, to }) => from === to)).toEqual([]);
});
