import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { handoff } from "../../../src/plan/handoff.ts";
import { placesFoundBy } from "./found.ts";

const front = agent("front", { handsTo: ["billing"], work: (_: unknown) => 0 });
const billing = agent("billing", { handsTo: ["tech"], work: (_: unknown) => 0 });
const tech = agent("tech", { work: (_: unknown) => 0 });
const peers = { front, billing, tech };

it("warns of a peer to whom no way leads from the one that begins", () => {
  expect(placesFoundBy("unreachable-peer", handoff("h", peers, { start: "billing", max: 3 }))).toEqual([
    "warning h/front",
  ]);
});

it("warns of a peer that is further away than there are hand-offs", () => {
  expect(placesFoundBy("unreachable-peer", handoff("h", peers, { start: "front", max: 1 }))).toEqual([
    "warning h/tech",
  ]);
});

it("says nothing where everybody can have control", () => {
  expect(placesFoundBy("unreachable-peer", handoff("h", peers, { start: "front", max: 2 }))).toEqual([]);
});
