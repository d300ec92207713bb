import { describe, expect, it } from "vitest";
import type { Reply } from "../../../src/model/question.ts";
import type { SupervisorEvent } from "../../../machines/events.ts";
import { child, done, failureOf, fails, inShort, only, started } from "./a-group.ts";

const answered = (reply: Reply): SupervisorEvent => ({ type: "ANSWERED", slot: 0, reply });
const retry = answered({ verdict: "retry" });
const skip = answered({ verdict: "skip", value: "by hand" });
const reject = answered({ verdict: "reject", reason: "no" });
const late: SupervisorEvent = { type: "DEADLINE", slot: 0 };

describe("a person who is asked about an escalation", () => {
  const asking = () =>
    started({ children: [child("a", { table: { transient: [] } })], isRoot: true, asksPerson: true });

  it("is asked instead of giving up", () => {
    const group = asking();
    expect(inShort(group.send(fails(0)))).toEqual(["question a"]);
    expect(group.state()).toBe("recovering");
  });

  it.each([
    ["can retry", retry, ["start a~1"]],
    ["can skip", skip, ["skip a"]],
    ["can reject", reject, ["conclude a", "tellFailed"]],
    ["rejects by saying nothing until the deadline", late, ["conclude a", "tellFailed"]],
  ] as const)("%s", (_, event, asked) => {
    const group = asking();
    group.send(fails(0));
    expect(inShort(group.send(event))).toEqual(asked);
  });

  it("does anew as a whole what was unresolved, where the person says retry", () => {
    const group = asking();
    const failure = failureOf(0, "unresolved");
    group.send(fails(0, "unresolved", { failure }));
    expect(inShort(group.send(retry))).toEqual(["void a", "start a~1"]);
  });

  it("decides about the failure that was asked about", () => {
    const group = asking();
    group.send(fails(0));
    expect(only(group.send(skip), "skip")[0]).toMatchObject({ value: "by hand", failure: failureOf(0) });
  });

  it("starts the next attempt where the person says retry", () => {
    const group = asking();
    group.send(fails(0));
    expect(only(group.send(retry), "start")[0]).toMatchObject({ attempt: 2, feedback: undefined });
  });

  it("is asked once: what is retried and fails again fails the run", () => {
    const group = asking();
    group.send(fails(0), retry);
    expect(inShort(group.send(fails(0, "transient", { life: 1 })))).toEqual(["conclude a", "tellFailed"]);
  });

  it("has no say any more once it was decided", () => {
    const group = asking();
    group.send(fails(0), skip, done(0, 0, "by hand"));
    expect(group.send(reject, late)).toEqual([]);
  });
});
