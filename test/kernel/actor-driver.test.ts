import { expect, it } from "vitest";
import { actorDriver, outermost } from "../../src/kernel/actor-driver.ts";
import { expectDriver } from "./driven.ts";

expectDriver(actorDriver);

it.each([
  ["idle", "idle"],
  [{ working: "aborting" }, "working"],
  [{}, ""],
  [undefined, ""],
])("calls the outermost of %j %j", (value, name) => {
  expect(outermost(value)).toBe(name);
});

it("costs no more for each of many: nobody's end is a matter for the others", () => {
  const driver = actorDriver();
  const input = { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: false };
  const actors = Array.from({ length: 2_000 }, (_, i) => driver.agent(`a[${i}]`, input));
  for (const actor of actors) actor.send({ type: "START", input: 1, attempt: 1 });
  for (const actor of actors) actor.send({ type: "WORK_RETURNED", attempt: 1, output: 1 });
  expect(new Set(actors.map((actor) => actor.state()))).toEqual(new Set(["done"]));
  driver.close();
});
