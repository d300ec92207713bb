import { expect, it } from "vitest";
import { placesFound } from "./planted.ts";
import { testedRule, testOf } from "./tested.ts";

const found = (files: Readonly<Record<string, string>>, tests: readonly string[] = []): readonly string[] =>
  placesFound(testedRule(["src/index.ts"], tests), files);

it("names the test of a file in each folder", () => {
  expect(["src/a/b.ts", "machines/a.machine.ts", "supervisors/a.ts"].map(testOf)).toEqual([
    "test/a/b.test.ts",
    "test/machines/a.machine.test.ts",
    "test/supervisors/a.test.ts",
  ]);
});

it("finds a file that does something and has no test", () => {
  const files = {
    "src/a/function.ts": "export function f() {}",
    "src/a/constant.ts": "/** Why. */\nconst a = 1;\nexport { a };",
    "src/a/class.ts": "export abstract class A {}",
    "src/a/statement.ts": "start();",
    "src/a/async.ts": "export async function f() {}",
  };
  expect(found(files)).toHaveLength(5);
  expect(found(files, Object.keys(files).map(testOf))).toEqual([]);
});

it("asks no test of types and of entry points", () => {
  const types = [
    "import type {",
    "  B,",
    '} from "./b.ts";',
    "/** const in a comment",
    "function too */",
    "export interface A extends B {",
    "  f<const T>(value: T): T;",
    "}",
    "export type C =",
    '  | "const"',
    "  | A;",
    "declare const brand: unique symbol;",
    "export declare function g(): void;",
    "export type { B };",
  ].join("\n");
  expect(found({ "src/a/types.ts": types, "src/index.ts": "export const version = 1;" })).toEqual([]);
});
