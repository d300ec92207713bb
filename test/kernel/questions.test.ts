import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approval } from "../../src/index.ts";
import { shownHash } from "../../src/kernel/questions.ts";
import { byHand, openQuestion, rest } from "./by-hand.ts";
import { worker } from "./scenes.ts";

describe("the hash of what a person is shown", () => {
  it("is 64 bits, written in hexadecimal", () => {
    expect(shownHash({ refund: 120 })).toMatch(/^[0-9a-f]{16}$/);
  });

  it("is the same for the same value, however its keys are ordered, and another for another value", () => {
    const anyRecord = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(anyRecord, anyRecord, (one, other) => {
        const reversed = Object.fromEntries(Object.entries(one).toReversed());
        expect(shownHash(reversed)).toBe(shownHash(one));
        expect(shownHash(one) === shownHash(other)).toBe(isDeepStrictEqual(one, other));
      }),
    );
  });
});

describe("a question", () => {
  const gated = worker("a").gated(approval("ok", { deadlineMs: 100, otherwise: "reject" }));

  it("is open until it is answered", async () => {
    const { run, host } = byHand(gated, 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    const { id } = openQuestion(run);
    host.say({ kind: "answered", question: id, reply: { verdict: "approve" } });
    expect(await run.outcome).toMatchObject({ status: "done", output: "draft" });
    expect(run.snapshot().questions).toEqual([]);
  });

  it("is open until its deadline, counted from when it was asked", async () => {
    const { run, host } = byHand(gated, 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" }, 40);
    await rest();
    expect(openQuestion(run).deadline).toBe(140);
    host.say({ kind: "woke" }, 139);
    await rest();
    expect(run.snapshot().questions.length).toBe(1);
    host.say({ kind: "woke" }, 140);
    expect(await run.outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
  });

  it("is taken back from the host when it is closed", async () => {
    const { run, host } = byHand(gated, 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    await Promise.all([run.cancel(), run.outcome]);
    expect(host.log).toContain("withdraw a!1");
  });

  it("takes the first answer; what comes after it is a dead letter", async () => {
    const { run, host } = byHand(gated, 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    const question = openQuestion(run).id;
    host.sayAll([
      { kind: "answered", question, reply: { verdict: "edit", value: "first" } },
      { kind: "answered", question, reply: { verdict: "edit", value: "second" } },
    ]);
    expect(await run.outcome).toMatchObject({ status: "done", output: "first" });
  });
});
