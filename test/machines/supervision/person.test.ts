import { describe, expect, it } from "vitest";
import type { SupervisorEvent } from "../../../machines/events.ts";
import { child, done, failureOf, fails, inShort, only, started } from "./a-group.ts";

type Decided = Extract<SupervisorEvent, { type: "DECIDED" }>;

describe("a person who is asked about an escalation", () => {
  const asking = () =>
    started({ children: [child("a", { table: { transient: [] } })], isRoot: true, asksPerson: true });
  const decided = (verdict: "retry" | "skip" | "reject", value?: unknown): Decided => ({
    type: "DECIDED",
    slot: 0,
    verdict,
    failure: failureOf(0),
    ...(value === undefined ? {} : { value }),
  });

  it("is asked instead of giving up", () => {
    const group = asking();
    expect(inShort(group.send(fails(0)))).toEqual(["question a"]);
    expect(group.state()).toBe("recovering");
  });

  it.each([
    ["retry", decided("retry"), ["start a~1"]],
    ["skip", decided("skip", "by hand"), ["skip a"]],
    ["reject", decided("reject"), ["conclude a", "tellFailed"]],
  ] as const)("can %s", (_, event, asked) => {
    const group = asking();
    group.send(fails(0));
    expect(inShort(group.send(event))).toEqual(asked);
  });

  it("does anew as a whole what was unresolved, where the person says retry", () => {
    const group = asking();
    const failure = failureOf(0, "unresolved");
    group.send(fails(0, "unresolved", { failure }));
    expect(inShort(group.send({ ...decided("retry"), failure }))).toEqual(["void a", "start a~1"]);
  });

  it("starts the next attempt where the person says retry", () => {
    const group = asking();
    group.send(fails(0));
    expect(only(group.send(decided("retry")), "start")[0]).toMatchObject({ attempt: 2, feedback: undefined });
  });

  it("is asked once: what is retried and fails again fails the run", () => {
    const group = asking();
    group.send(fails(0), decided("retry"));
    expect(inShort(group.send(fails(0, "transient", { life: 1 })))).toEqual(["conclude a", "tellFailed"]);
  });

  it("has no say any more once it was decided", () => {
    const group = asking();
    group.send(fails(0), decided("skip", "by hand"), done(0, 0, "by hand"));
    expect(group.send(decided("reject"))).toEqual([]);
  });
});
