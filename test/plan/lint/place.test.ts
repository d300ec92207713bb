import fc from "fast-check";
import { expect, it } from "vitest";
import { describe, type PlanNode } from "../../../src/plan/describe.ts";
import { specOf } from "../../../src/plan/erasure.ts";
import { called, placesOf, upFrom } from "../../../src/plan/lint/place.ts";
import { layOut } from "../../../src/plan/layout.ts";
import { EVERY_PLAN, writer } from "../every-plan.ts";
import { anyPlan } from "../random-plan.ts";

it("goes to every place of a plan once, parents first, and gives each its path and its worst case", () => {
  const expectAll = (plan: (typeof EVERY_PLAN)[number]) => {
    const { all } = placesOf(specOf(plan), undefined);
    expect(all.map(({ spec }) => spec)).toEqual(layOut(specOf(plan)).sites);
    expect(all.map(({ path, cost }) => [path, cost?.steps])).toEqual(placesIn(describe(plan), ""));
  };
  for (const plan of EVERY_PLAN.filter(({ name }) => name !== "all-mails")) expectAll(plan);
  fc.assert(fc.property(anyPlan("root", 2), expectAll));
});

it("names the judges, fallbacks and answerers of an agent below it", () => {
  const { all } = placesOf(specOf(writer), undefined);
  expect(all.map(({ path }) => path)).toEqual([
    "writer",
    "writer/fair",
    "writer/fallback:spare",
    "writer/answers:desk",
  ]);
});

it("leads up from a place to the top", () => {
  const [top, judge] = placesOf(specOf(writer), undefined).all;
  expect(judge === undefined ? [] : [...upFrom(judge)]).toEqual([judge, top]);
});

it("calls a plan by its kind and its name", () => {
  expect(called(specOf(writer))).toBe('agent "writer"');
});

function placesIn(node: PlanNode, above: string): readonly (readonly [string, number | undefined])[] {
  const { segment, bound, children, fallbacks = [], answers = [] } = node;
  const path = above === "" ? segment : `${above}/${segment}`;
  const answerers = answers.flatMap((source) => (source.kind === "plan" ? [source.plan] : []));
  return [[path, bound], ...[...children, ...fallbacks, ...answerers].flatMap((part) => placesIn(part, path))];
}
