import type { Verdict } from "../../machines/events.ts";
import { atRest } from "../../src/patterns/catalogue.ts";
import type { Directive } from "../../supervisors/policy.ts";
import { AGAIN, child, FLAKY, group, type GroupScene, NAMES, retry, TWO } from "./group-scene.ts";
import { OPEN_GROUPS } from "./open-groups.ts";

const REVISE: Directive = { does: "revise", rounds: 1 };
const SKIP: Directive = { does: "skip", value: "nothing" };
const FALLBACK: Directive = { does: "fallback", plan: 0, name: "b", costsSteps: true };

/** Decisions that a child hands on: about itself, about the group, about a ledger far above. */
const VERDICTS: readonly Verdict[] = [
  { owner: "g/a", does: "escalate" },
  { owner: "g", does: "escalate" },
  { owner: "", does: "spent", isDrain: true },
];

/** Patterns whose members are known beforehand in small bounds, each under the policies that make it interesting. */
const PLAIN: Readonly<Record<string, GroupScene>> = {
  "run, with a person at its top": {
    input: group({ course: atRest("run", { names: ["a"] }), children: [child("a", 0)], isRoot: true }),
    kids: { ...FLAKY, failures: ["permanent"], declines: true, orders: ["abort", "HALT"] },
  },
  pass: {
    input: group({ course: atRest("pass", {}), children: [] }),
    kids: { ...FLAKY, orders: ["abort", "HALT"] },
  },
  "given, retrying": {
    input: group({ course: atRest("given", { names: ["a"] }), children: [child("a", 0)], table: AGAIN }),
    kids: { ...FLAKY, declines: true, values: ["slice", undefined], orders: ["drain", "abort", "HALT"] },
  },
  "chain, retrying": {
    input: group({ course: atRest("chain", NAMES), children: TWO, table: AGAIN }),
    kids: { ...FLAKY, declines: true, orders: ["drain", "hold", "abort", "halt", "HALT"] },
  },
  "chain, revising and skipping": {
    input: group({ course: atRest("chain", NAMES), children: TWO, table: { "invalid-output": [REVISE, SKIP] } }),
    kids: { outputs: ["out"], failures: ["invalid-output"] },
  },
  "chain, going back": {
    input: group({
      course: atRest("chain", NAMES),
      children: TWO,
      table: { "*": [retry({ from: "a", restarts: 1 })] },
    }),
    kids: { ...FLAKY, orders: ["drain", "abort", "HALT"] },
  },
  "chain, falling back": {
    input: group({
      course: atRest("chain", { names: ["a"] }),
      children: [child("a", 0, { table: { "*": [FALLBACK, retry(), SKIP] }, fallbacks: [child("b", 1)] })],
    }),
    kids: { ...FLAKY, orders: ["abort", "HALT"] },
  },
  "parallel, retrying one": {
    input: group({ course: atRest("parallel", NAMES), children: TWO, table: AGAIN }),
    kids: { ...FLAKY, orders: ["drain", "hold", "abort", "halt"] },
  },
  "parallel, retrying all": {
    input: group({
      course: atRest("parallel", NAMES),
      children: TWO,
      table: { "*": [retry({ scope: "all", restarts: 1 })] },
    }),
    kids: { ...FLAKY, orders: ["abort", "HALT"] },
  },
  "parallel of three, retrying the rest": {
    input: group({
      course: atRest("parallel", { names: ["a", "b", "c"] }),
      children: [...TWO, child("c", 2)],
      table: { "*": [retry({ scope: "rest", restarts: 1 })] },
    }),
    kids: FLAKY,
  },
  "parallel of supervisors": {
    input: group({
      course: atRest("parallel", NAMES),
      children: TWO.map((info) => ({ ...info, isAgent: false })),
      table: { escalated: [retry()] },
    }),
    kids: { outputs: ["out"], failures: [], verdicts: VERDICTS, orders: ["drain", "abort", "HALT"] },
  },
  "map, one at a time": {
    input: group({ course: atRest("map", { names: ["a"], concurrency: 1 }), children: [child("a", 0)], table: AGAIN }),
    kids: { ...FLAKY, declines: true, orders: ["drain", "abort", "HALT"] },
  },
  "map, retrying all": {
    input: group({
      course: atRest("map", { names: ["a"], concurrency: 2 }),
      children: [child("a", 0)],
      table: { "*": [retry({ scope: "all", restarts: 1 })] },
    }),
    kids: { ...FLAKY, orders: ["abort", "HALT"] },
  },
  "branch, retrying": {
    input: group({ course: atRest("branch", NAMES), children: TWO, table: AGAIN }),
    kids: { ...FLAKY, declines: true, values: ["a", "b", "nobody", undefined], orders: ["drain", "abort", "HALT"] },
  },
  "route, rerouting once": {
    input: group({
      course: atRest("route", { labels: ["a"], reroutes: 1 }),
      children: [child("by", 0), child("a", 1), child("otherwise", 2)],
      table: { transient: [retry()] },
    }),
    kids: { outputs: ["a", "nobody"], failures: ["transient"], declines: true },
  },
};

/** Every pattern in small bounds. */
export const GROUPS: Readonly<Record<string, GroupScene>> = { ...PLAIN, ...OPEN_GROUPS };
