import { expect, it } from "vitest";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import { rehearse } from "./rehearse.ts";
import { SCENES } from "./scenes.ts";

it.each(SCENES)("holds both drivers to one trace of $name", async ({ plan, input = "in", options }) => {
  const actors = await rehearse(plan, input, { ...options, driver: actorDriver });
  const steps = await rehearse(plan, input, { ...options, driver: stepDriver });
  expect(steps.facts).toEqual(actors.facts);
  expect(steps.host.log).toEqual(actors.host.log);
});

it.each(SCENES)("comes to the same facts of $name twice", async ({ plan, input = "in", options }) => {
  const once = await rehearse(plan, input, options);
  const twice = await rehearse(plan, input, options);
  expect(twice.facts).toEqual(once.facts);
});

it.each(SCENES)("leaves nothing of $name in the world", async ({ plan, input = "in", options }) => {
  const { host, outcome } = await rehearse(plan, input, options);
  expect(host.left().attempts).toEqual(outcome.abandoned.filter((id) => host.left().attempts.includes(id)));
  expect(host.log.at(-1)?.what).toBe("closed");
});
