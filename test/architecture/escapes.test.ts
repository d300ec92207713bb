import { expect, it } from "vitest";
import { anyRule, assertionRule, nonNullRule } from "./escapes.ts";
import { placesFound } from "./planted.ts";
import type { Rule } from "./violation.ts";

/** The lines of a file that a rule finds something on, each once. */
const linesFound = (rule: Rule, lines: readonly string[], path = "src/a.ts"): readonly string[] => [
  ...new Set(
    placesFound(rule, { [path]: lines.join("\n") }).map((place) => lines[Number(place.split(":")[1]) - 1] ?? ""),
  ),
];

it("finds the type any wherever a type can stand", () => {
  const lines = [
    "let a: any = 1;",
    "type B = Record<string, any>;",
    "const c = new Map<any, string>();",
    "function d(): Promise<any> {}",
    "type E = any[];",
    "type F = string | any;",
    "type G<T = any> = T extends any ? 1 : 2;",
    "const h = (x: readonly any[]) => x;",
    "type I = [any, string];",
    "const j = x satisfies any;",
    "const k = x as any as string;",
  ];
  expect(linesFound(anyRule, lines)).toEqual(lines);
});

it("leaves the word any alone where it is no type", () => {
  const lines = [
    "// let a: any;",
    'const a = ": any";',
    "await Promise.any(calls);",
    'import { any, some as any } from "./quantifier.ts";',
    "const b = { any: 1 };",
    "type C = { any: string; any?: number; any(): void };",
    "const company: string = anyone;",
    "const c = pick(any, any);",
  ];
  expect(linesFound(anyRule, lines)).toEqual([]);
});

it("finds a non-null assertion after a name, a call and an index", () => {
  const lines = ["a!.b;", "f()!;", "list[0]!.c;", "let d!: string;", "if (a! === b) f();", "g(a!, b!);"];
  expect(linesFound(nonNullRule, lines)).toEqual(lines);
});

it("leaves not and unequal alone", () => {
  const lines = [
    "if (!a && !(b) && a != b && a !== b) f(!a);",
    "// a!.b",
    "const s = `${a}! b!`;",
    "return !a;",
    "/a!/.test(b);",
  ];
  expect(linesFound(nonNullRule, lines)).toEqual([]);
});

it("finds assertions, also after {} in a file that does not use XState", () => {
  const lines = [
    "const a = b as C;",
    "const d = f() as unknown as { g: 1 };",
    "const h = {} as T;",
    "const i = (j as string[]).map(k);",
  ];
  expect(linesFound(assertionRule, lines)).toEqual(lines);
  expect(linesFound(assertionRule, ["const d = {", "  e: 1,", "} as const as E;"])).toEqual(["} as const as E;"]);
});

it("leaves as const, renamed names and keys alone", () => {
  const lines = [
    'import { a as b, type c as d } from "./e.ts";',
    'import f, * as g from "./h.ts";',
    "export { b as i };",
    "const j = [1, 2] as const;",
    "type K<T> = { [P in keyof T as `x${string & P}`]: T[P] };",
    "// const l = m as N;",
    'const o = "p as Q";',
    "const r = { as: 1, of: s.as };",
  ];
  expect(linesFound(assertionRule, lines)).toEqual([]);
});

it("accepts {} as T in XState's setup, and everything in the erasure", () => {
  const setup = [
    'import { setup } from "xstate";',
    "setup({ types: { context: {} as Context, events: {} as Event } });",
  ];
  expect(linesFound(assertionRule, setup)).toEqual([]);
  expect(linesFound(assertionRule, [...setup, "const a = b as C;"])).toEqual(["const a = b as C;"]);
  expect(linesFound(assertionRule, ["const a = b as C;"], "src/plan/erasure.ts")).toEqual([]);
});
