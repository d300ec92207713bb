import fc from "fast-check";
import { expect, it } from "vitest";
import published from "troupe/plan.schema.json" with { type: "json" };
import schema from "../../../plan.schema.json" with { type: "json" };
import { describe, type PlanNode } from "../../../src/plan/describe.ts";
import { FAILURE_KINDS } from "../../../src/model/failure.ts";
import { build } from "../../properties/build.ts";
import { plant } from "../../properties/planted.ts";
import { scenarios } from "../../properties/random-plan.ts";
import { EVERY_PLAN } from "../every-plan.ts";
import { anyPlan } from "../random-plan.ts";
import { misfits } from "./json-schema.ts";

const everything = EVERY_PLAN.map(describe);

it("is published with the package", () => {
  expect(published).toEqual(schema);
});

it("takes the description of every kind of plan, with all of its options", () => {
  for (const node of everything) expect(misfits(node)).toEqual([]);
  expect(new Set(everything.flatMap(kindsIn))).toEqual(new Set(schema.$defs.node.properties.kind.enum));
});

it("takes the description of any plan", () => {
  fc.assert(
    fc.property(anyPlan("root", 2), (plan) => {
      expect(misfits(describe(plan))).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(scenarios, ({ plan }) => {
      expect(misfits(describe(build(plant(plan), new Map())))).toEqual([]);
    }),
  );
});

it("knows no field that no description has", () => {
  const said = new Set(everything.flatMap(keysIn));
  expect(fieldsOf(schema).filter((field) => !said.has(field))).toEqual([]);
});

it("knows every kind of failure that a policy can be asked about", () => {
  const kinds = [...FAILURE_KINDS.filter((kind) => kind !== "cancelled"), "*"];
  expect(Object.keys(schema.$defs.policy.properties).toSorted()).toEqual(kinds.toSorted());
});

it("refuses a kind that there is not, and a field too many, wherever it stands", () => {
  fc.assert(
    fc.property(fc.constantFrom(...everything), fc.nat(), (node, place) => {
      const [copy, objects] = copied(node);
      Reflect.set(objects[place % objects.length] ?? {}, "surplus", 1);
      expect(misfits(copy)).not.toEqual([]);
    }),
  );
  for (const node of everything) expect(misfits({ ...node, kind: "run" })).not.toEqual([]);
});

it("refuses an option of another kind", () => {
  const options = { max: 3, exhausted: "fail", reroutes: 1, rounds: 1, start: "a", output: "a", maxItems: 3 };
  for (const [option, value] of Object.entries(options)) {
    const others = everything.filter((node) => !(option in node) && !(option === "maxItems" && node.kind === "map"));
    for (const node of others) expect(misfits({ ...node, [option]: value })).not.toEqual([]);
  }
});

it("refuses a description without what its kind must have", () => {
  for (const node of everything) {
    const optional = new Set(["part", "bound", "budget", "policy", "fallbacks", "answers", "maxItems"]);
    for (const field of Object.keys(node).filter((key) => !optional.has(key)))
      expect(misfits({ ...node, [field]: undefined })).not.toEqual([]);
  }
});

function kindsIn({ kind, children }: PlanNode): readonly string[] {
  return [kind, ...children.flatMap(kindsIn)];
}

/** The names of all fields, however deep. */
function keysIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return entries.flatMap(([key, field]) => [...(Array.isArray(value) ? [] : [key]), ...keysIn(field)]);
}

/** The names of all fields that a schema knows. */
function fieldsOf(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(part);
  return entries.flatMap(([key, field]) => [
    ...(key === "properties" && typeof field === "object" && field !== null ? Object.keys(field) : []),
    ...fieldsOf(field),
  ]);
}

/** A copy, and the objects in it whose fields are known: not what is a user's own, as the value of a skip. */
function copied(node: PlanNode): readonly [PlanNode, readonly object[]] {
  const copy = structuredClone(node);
  const open = new Set(["value", "after", "weights"]);
  const objectsIn = (value: unknown): readonly object[] => {
    if (typeof value !== "object" || value === null) return [];
    const fields: readonly (readonly [string, unknown])[] = Object.entries(value);
    const inside = fields.flatMap(([key, field]) => (open.has(key) ? [] : objectsIn(field)));
    return Array.isArray(value) ? inside : [value, ...inside];
  };
  return [copy, objectsIn(copy)];
}
