import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isSameJson, toJson } from "../../src/model/json.ts";
import { chain } from "../../src/plan/chain.ts";
import { describe, type PlanNode } from "../../src/plan/describe.ts";
import { lint, RULES } from "../../src/plan/lint.ts";
import { map } from "../../src/plan/map.ts";
import { majority } from "../../src/plan/vote-rules.ts";
import { vote } from "../../src/plan/vote.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { EVERY_PLAN } from "./every-plan.ts";
import { once, step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";

const ROOT = new URL("../../", import.meta.url);

it("finds nothing in a plan in which there is nothing to find", () => {
  expect(lint(chain("support", [step("draft"), step("send")]))).toEqual([]);
});

it("gives errors first, then warnings, then notes, each in the order of the plan", () => {
  const one = vote("one", [step("voter")], majority({ ballot: String, tie: "fail" }));
  const plan = chain("c", [
    map("slow", step("b"), { concurrency: 1, maxItems: 9 }),
    one,
    once("a").budgeted({ steps: 0 }),
  ]);
  expect(lint(plan).map(({ severity, rule, path }) => `${severity} ${rule} ${path}`)).toEqual([
    "error short-budget c/a",
    "warning vote-of-one c/one",
    "note missed-parallelism c/slow",
  ]);
});

it("tells once of a plan that stands in several places", () => {
  const one = vote("one", [step("voter")], majority({ ballot: String, tie: "fail" }));
  const twice = chain("c", [chain("first", [one, step("a")]), chain("second", [one, step("b")])]);
  expect(lint(twice).map(({ path }) => path)).toEqual(["c/first/one"]);
});

it("says the same of the same plan, as JSON, at places that there are, whatever the plan", () => {
  const paths = (node: PlanNode, above = ""): readonly string[] => {
    const path = `${above}${node.segment}`;
    const answerers = (node.answers ?? []).flatMap((source) => (source.kind === "plan" ? [source.plan] : []));
    const parts = [...node.children, ...(node.fallbacks ?? []), ...answerers];
    return [path, ...parts.flatMap((part) => paths(part, `${path}/`))];
  };
  const names = new Set(RULES.map(({ name }) => name));
  fc.assert(
    fc.property(anyPlan("root", 2), fc.option(fc.nat(20), { nil: undefined }), (plan, steps) => {
      const options = steps === undefined ? {} : { budget: { steps } };
      const found = lint(plan, options);
      expect(lint(plan, options)).toEqual(found);
      expect(toJson(found)).toMatchObject({ isJson: true });
      const known = new Set(paths(describe(plan)));
      for (const { path, rule } of found) expect([known.has(path), names.has(rule)]).toEqual([true, true]);
      expect(found.every((one, at) => found.findIndex((other) => isSameJson(one, other)) === at)).toBe(true);
    }),
  );
});

it("ends every message and remedy as a sentence", () => {
  for (const plan of EVERY_PLAN)
    for (const { message, remedy } of lint(plan)) {
      expect(message).toMatch(/\.$/);
      expect(remedy).toMatch(/[.?]$/);
    }
});

it("refuses what is no plan, an option that it has not, and a budget that bounds nothing", () => {
  expect(() => fromJavaScript(lint, 1)).toThrow("NOT_A_PLAN");
  expect(() => fromJavaScript(lint, step("a"), { buget: {} })).toThrow('Did you mean "budget"?');
  expect(() => lint(step("a"), { budget: {} })).toThrow("BAD_BUDGET: The budget of lint() bounds nothing.");
});

it("has every rule in a file of its own, with a test, and in its list", () => {
  const files = globSync("src/plan/lint/*.ts", { cwd: ROOT }).map((path) => path.replace(/^.*[\\/]|\.ts$/g, ""));
  const words = new Set(["finding", "place", "least-steps"]);
  expect(RULES.map(({ name }) => name).toSorted()).toEqual(files.filter((name) => !words.has(name)).toSorted());
});

it("has every rule in the guide, with its severity, and no other", () => {
  const page = readFileSync(new URL("docs/guide/plans-as-data.md", ROOT), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (?:error|warning|note)(?:, (?:error|warning|note))* \|/gm)];
  expect(rows.map(([, name]) => name)).toEqual(RULES.map(({ name }) => name));
});
