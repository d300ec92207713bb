import { expect, it } from "vitest";
import { importsOf, packageOf, targetOf } from "./imports.ts";

const specifiers = (text: string): string[] =>
  importsOf({ path: "src/a.ts", text }).map(({ kind, specifier, line }) => `${line} ${kind} ${specifier}`);

it("finds every form of import, with its line", () => {
  const text = [
    'import "./effect.ts";',
    'import a, { b as c, type D } from "./one.ts";',
    "import type {",
    "  E,",
    "} from './two.ts';",
    'import * as f from "three";',
    'export { g } from "./four.ts";',
    'export type * from "./five.ts";',
    'const h = await import("./six.ts");',
    'type I = import("./seven.ts").I;',
  ].join("\n");
  expect(specifiers(text)).toEqual([
    "1 import ./effect.ts",
    "2 import ./one.ts",
    "5 import ./two.ts",
    "6 import three",
    "7 re-export ./four.ts",
    "8 re-export ./five.ts",
    "9 dynamic ./six.ts",
    "10 dynamic ./seven.ts",
  ]);
});

it("is not misled by comments, strings, properties and import.meta", () => {
  const text = [
    '// import "./no.ts";',
    '/* export * from "./no.ts"; */',
    "const text = `",
    'import "./no.ts";`;',
    'loader.import("./no.ts");',
    "const here = import.meta.url;",
    'export const from = "./no.ts";',
  ].join("\n");
  expect(specifiers(text)).toEqual([]);
});

it("resolves relative specifiers and names packages", () => {
  expect(targetOf("src/kernel/run.ts", "../model/path.ts")).toBe("src/model/path.ts");
  expect(targetOf("src/kernel/run.ts", "xstate")).toBeUndefined();
  expect(["@scope/name/sub", "xstate/graph", "node:fs/promises"].map(packageOf)).toEqual([
    "@scope/name",
    "xstate",
    "node",
  ]);
});
