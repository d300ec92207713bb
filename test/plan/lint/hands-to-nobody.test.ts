import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { chain } from "../../../src/plan/chain.ts";
import { fallback } from "../../../src/plan/directives.ts";
import { handoff } from "../../../src/plan/handoff.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

const front = agent("front", { handsTo: ["billing"], work: (_: unknown) => 0 });
const billing = agent("billing", { work: (_: unknown) => 0 });

it("warns of an agent that may hand off outside of a handoff", () => {
  expect(placesFoundBy("hands-to-nobody", chain("c", [front, step("a")]))).toEqual(["warning c/front"]);
  expect(placesFoundBy("hands-to-nobody", front)).toEqual(["note front"]);
});

it("says nothing of a peer, and of what stands in for one", () => {
  const plan = handoff(
    "h",
    { front: front.supervised({ timeout: [fallback(front)] }), billing },
    { start: "front", max: 2 },
  );
  expect(placesFoundBy("hands-to-nobody", plan)).toEqual([]);
});
