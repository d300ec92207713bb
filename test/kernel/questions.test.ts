import { describe, expect, it } from "vitest";
import { approval } from "../../src/index.ts";
import { contentHash } from "../../src/model/content-hash.ts";
import { byHand, openQuestion, rest } from "./by-hand.ts";
import { worker } from "./scenes.ts";

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

  it("carries a hash of what is shown, whichever of two values that is", async () => {
    const hashOf = async (value: unknown) => {
      const { run, host } = byHand(gated, 1);
      host.say({ kind: "returned", id: "a#1", value });
      await rest();
      const { hash, shown } = openQuestion(run);
      return { hash, shown };
    };
    expect(await hashOf({ to: "bob", euros: 7 })).toEqual({
      hash: contentHash({ euros: 7, to: "bob" }),
      shown: { to: "bob", euros: 7 },
    });
    expect((await hashOf("draft")).hash).not.toBe((await hashOf("another")).hash);
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
