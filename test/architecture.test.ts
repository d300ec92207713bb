import { expect, it } from "vitest";
import { reminderRule, suppressionRule } from "./architecture/comments.ts";
import { cycleRule } from "./architecture/cycles.ts";
import { anyRule, assertionRule, nonNullRule } from "./architecture/escapes.ts";
import { namedExportRule, reExportRule } from "./architecture/exports.ts";
import { layerRule } from "./architecture/layers.ts";
import { kebabCaseRule, namelessRule } from "./architecture/names.ts";
import { devPackages, entryPoints, sourcesIn, subpaths } from "./architecture/project.ts";
import { sizeRule } from "./architecture/sizes.ts";
import { exampleRule, extensionRule } from "./architecture/specifiers.ts";
import { testedRule } from "./architecture/tested.ts";
import { expectNone } from "./architecture/violation.ts";

const library = sourcesIn("src", "machines", "supervisors");
const examples = sourcesIn("examples");
const shown = [...library, ...examples];
const tests = sourcesIn("test");
const everything = [...shown, ...tests, ...sourcesIn("bench", "scripts")];

it("reads the project that it judges", () => {
  expect(tests.map(({ path }) => path)).toContain("test/architecture.test.ts");
  expect(entryPoints).toEqual(expect.arrayContaining(["src/index.ts", "machines/index.ts", "supervisors/index.ts"]));
});

it("lets a folder import itself, the rows above it, and the packages of its row", () => {
  expectNone(layerRule(entryPoints)(library));
});

it("lets examples import what a user can import, and their own folder", () => {
  expectNone(exampleRule(subpaths, ["node", ...devPackages])(examples));
});

it("has no import cycles, types included", () => {
  expectNone(cycleRule(shown));
});

it("names the file that it imports, extension included", () => {
  expectNone(extensionRule(everything));
});

it("names no file or folder for nothing", () => {
  expectNone(namelessRule(everything));
});

it("names files in kebab-case", () => {
  expectNone(kebabCaseRule(everything));
});

it("exports by name", () => {
  expectNone(namedExportRule(everything));
});

it("re-exports in entry points only", () => {
  expectNone(reExportRule(entryPoints)(shown));
});

it("keeps files at 250 lines or fewer", () => {
  expectNone(sizeRule(library));
});

it("has a test for every file that does something", () => {
  expectNone(
    testedRule(
      entryPoints,
      tests.map(({ path }) => path),
    )(library),
  );
});

it("does not use the type any", () => {
  expectNone(anyRule(shown));
});

it("does not use the non-null !", () => {
  expectNone(nonNullRule(shown));
});

it("asserts no types, outside of the one file for erasure", () => {
  expectNone(assertionRule(shown));
});

it("silences no check", () => {
  expectNone(suppressionRule(everything));
});

it("leaves no reminders", () => {
  expectNone(reminderRule(everything));
});
