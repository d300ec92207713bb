import { expect, it } from "vitest";
import { inOrder } from "../../src/kernel/in-order.ts";
import { handHost } from "./hand-host.ts";

const work = {
  kind: "work",
  id: "draft#1",
  site: 0,
  path: "draft",
  attempt: 1,
  input: null,
  feedback: undefined,
  answers: [],
  brief: undefined,
  idempotencyKey: "",
} as const;

it("takes nothing back before it was begun", () => {
  const host = handHost();
  const session = inOrder(host.open({ runId: "r", sites: [] }));
  session.withdraw("draft#1", "cancelled");
  session.begin([work], 0);
  expect(host.log).toEqual(["begin draft#1", "withdraw draft#1"]);
});

it("takes back what it holds before it asks what came", async () => {
  const host = handHost();
  const session = inOrder(host.open({ runId: "r", sites: [] }));
  session.withdraw("draft#1", "cancelled");
  host.say({ kind: "woke" });
  await session.next({ outstanding: new Map(), wakeAt: undefined });
  expect(host.log).toEqual(["withdraw draft#1", "next"]);
});

it("takes back at the end what it still holds", () => {
  const host = handHost();
  const session = inOrder(host.open({ runId: "r", sites: [] }));
  session.withdraw("draft#1", "cancelled");
  session.close();
  expect(host.log).toEqual(["withdraw draft#1", "close"]);
});

it("takes back once", () => {
  const host = handHost();
  const session = inOrder(host.open({ runId: "r", sites: [] }));
  session.withdraw("draft#1", "cancelled");
  session.begin([], 0);
  session.begin([], 0);
  expect(host.log).toEqual(["withdraw draft#1"]);
});
