import { expect, it } from "vitest";
import { escalationOf, type Failure } from "../../../src/model/failure.ts";
import { child, done, failureOf, fails, inShort, only, retry, started, stopped, waited } from "./a-group.ts";

const now = { transient: [retry({ attempts: 9 })], unresolved: [retry({ attempts: 9 })] };
const later = { transient: [retry({ attempts: 9, delayMs: 50 })] };

it("tells an agent to try again: the same actor, the next attempt", () => {
  expect(only(started({ table: now }).send(fails(0)), "retry")).toEqual([
    { ask: "retry", slot: 0, attempt: 2, feedback: undefined },
  ]);
});

it("starts a combinator anew: a fresh actor in the next life of the slot", () => {
  const group = started({ children: [child("a", { isAgent: false })], table: now });
  expect(inShort(group.send(fails(0, "unresolved"), fails(0, "unresolved", { life: 1 })))).toEqual([
    "void a",
    "start a~1",
    "void a",
    "start a~2",
  ]);
});

it("does anew as a whole what was unresolved: the plan, or the part of it that brought it down", () => {
  const voids = (failure: Failure) => {
    const group = started({
      children: [child("a", { isAgent: false })],
      table: { unresolved: [retry({ attempts: 9 })], escalated: [retry({ attempts: 9 })] },
    });
    return only(group.send(fails(0, failure.kind, { failure })), "void").map(({ path }) => path);
  };
  const unresolved = (path: string): Failure => ({ kind: "unresolved", path, message: "a tie" });
  expect(voids(unresolved("p/a"))).toEqual(["p/a"]);
  expect(voids(escalationOf(unresolved("p/a/x"), "p/a"))).toEqual(["p/a/x"]);
  expect(voids(escalationOf(failureOf(0), "p/a"))).toEqual([]);
});

it("notes a restart of several before it takes back what was unresolved", () => {
  const table = { unresolved: [retry({ scope: "all" })] };
  const requests = started({ table }).send(fails(0, "unresolved"), stopped(2), stopped(1));
  const asks = requests.map(({ ask }) => ask).filter((ask) => ask === "noteRestart" || ask === "void");
  expect(asks).toEqual(["noteRestart", "void"]);
});

it("waits first where there is a delay, and then does what was decided", () => {
  const group = started({ table: later });
  expect(inShort(group.send(fails(0)))).toEqual(["wait a until 150"]);
  expect(inShort(group.send(waited(0)))).toEqual(["retry a"]);
});

it("counts on after each try", () => {
  const retries = only(started({ table: now }).send(fails(0), fails(0), fails(0)), "retry");
  expect(retries.map(({ attempt }) => attempt)).toEqual([2, 3, 4]);
});

it("takes a wake-up for what is no longer waited for as a dead letter", () => {
  const group = started({ table: later });
  expect(group.takes(waited(0))).toBe(false);
  group.send(fails(0), waited(0), done(0));
  expect(group.takes(waited(0))).toBe(false);
});
