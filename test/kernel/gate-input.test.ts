import { describe, expect, it } from "vitest";
import type { AgentRequest } from "../../machines/agent-request.ts";
import { agent, approval, chain, check, confidence, human, judge, policy } from "../../src/index.ts";
import { askedAt, gateAt, gateInput } from "../../src/kernel/gate-input.ts";
import type { AgentProcess } from "../../src/kernel/process.ts";
import { sourcesFor } from "../../src/kernel/sources.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import type { Judged, Verdict } from "../../src/patterns/verdict.ts";
import { z } from "zod";
import { kernelOf } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

type Open = Extract<AgentRequest, { ask: "openGate" }>;
const openAt = (when: Open["place"]["when"], index = 0, more: Partial<Open> = {}): Open => ({
  ask: "openGate",
  gate: 1,
  place: { when, index },
  value: "shown",
  input: "in",
  about: undefined,
  ...more,
});

it("has no gate where a schema, a person, or who answers stands", () => {
  const gated = worker("a").gated(approval("boss", { roles: ["manager"], deadlineMs: 1, otherwise: "reject" }));
  const spec = specOf(gated).agent;
  const kinds = (["fit", "before", "person", "asking", "after"] as const).map(
    (when) => gateAt(spec, { when, index: 0 })?.name,
  );
  expect(kinds).toEqual([undefined, undefined, undefined, undefined, "boss"]);
});

/** What the gate machine would be given for the agent at p/a. */
function inputFor(plan: AnyPlan, open: Open, isUnattended = false): unknown {
  const kernel = kernelOf(plan, 1, undefined, { isUnattended });
  kernel.step(4);
  const found = kernel.core.live.get("p/a");
  if (found?.kind !== "agent") throw new Error("no agent at p/a");
  const process: AgentProcess = found;
  return gateInput(kernel.core, process, { ...open, sources: sourcesFor(process) });
}

const deadline = { deadlineMs: 100, otherwise: "reject" } as const;

describe("what a gate looks at", () => {
  it("is what it is shown, where, and whether that is an input", () => {
    const plan = chain("p", [
      worker("a")
        .gatedBefore(check("small", () => true))
        .gated(policy("kind", () => true)),
    ]);
    expect(inputFor(plan, openAt("before"))).toMatchObject({
      path: "p/a",
      kind: "check",
      name: "small",
      isBefore: true,
    });
    expect(inputFor(plan, openAt("after"))).toMatchObject({
      kind: "policy",
      name: "kind",
      isBefore: false,
      value: "shown",
      hasWhen: false,
    });
  });

  it("is for a schema the input itself", () => {
    const plan = chain("p", [agent("a", { input: z.number(), work: () => 1 }).gatedBefore(check("small", () => true))]);
    expect(inputFor(plan, openAt("fit"))).toMatchObject({ kind: "fit", name: "input", isBefore: true });
  });

  it("has for an approval its words, its deadline, its quorum, and the input that the output was made of", () => {
    const shared = (name: string) =>
      approval(name, { ...deadline, asks: "Fit to be sent?", quorum: 2, when: () => true });
    const plan = chain("p", [worker("a").gatedBefore(shared("before")).gated(shared("after"))]);
    const asked = { kind: "approval", asks: "Fit to be sent?", quorum: 2, hasWhen: true, deadlineMs: 100 };
    expect(inputFor(plan, openAt("after"))).toMatchObject({ ...asked, otherwise: { does: "reject" }, input: "in" });
    expect(inputFor(plan, openAt("before"))).not.toHaveProperty("input");
  });

  it("has for a confidence how sure the answer is, which is not at all where it says nothing", () => {
    const plan = chain("p", [worker("a").gated(confidence("sure", { use: 0.8, ask: { from: 0.5, ...deadline } }))]);
    const is = (about: Open["about"]) => inputFor(plan, openAt("after", 0, { about }));
    expect(is({ confidence: 0.7 })).toMatchObject({ confidence: { is: 0.7, use: 0.8, askFrom: 0.5 }, input: "in" });
    for (const about of [{ reasoning: "by heart" }, undefined])
      expect(is(about)).toHaveProperty("confidence", { use: 0.8, askFrom: 0.5 });
  });

  it("has for an approval of an output whether its no is to be revised, and for one of an input that it is final", () => {
    const mild = approval("boss", { onReject: "revise", ...deadline });
    const after = chain("p", [worker("a").gated(mild)]);
    const before = chain("p", [worker("a").gatedBefore(mild)]);
    expect(inputFor(after, openAt("after", 0))).toMatchObject({ revises: true });
    expect(inputFor(before, openAt("before", 0))).not.toHaveProperty("revises");
  });

  it("is for a person the work itself, with what is taken at the deadline", () => {
    const person = human("a", { output: z.string(), asks: "Write it.", deadlineMs: 9, otherwise: { value: "-" } });
    expect(inputFor(chain("p", [person]), openAt("person"))).toMatchObject({
      kind: "person",
      name: "a",
      asks: "Write it.",
      deadlineMs: 9,
      otherwise: { does: "answer", value: "-" },
    });
  });

  it("is for asking the question, and who may know: those of the plan itself before those around it", () => {
    const one = worker("a").answers(() => null, worker("desk"));
    const plan = chain("p", [one]).answers(() => null);
    expect(inputFor(plan, openAt("asking"))).toMatchObject({
      kind: "asking",
      isBefore: false,
      sources: ["function", "plan", "function"],
    });
  });

  it("says where nobody is there to be asked", () => {
    const plan = chain("p", [worker("a").gated(approval("ok", deadline))]);
    expect([inputFor(plan, openAt("after"), true), inputFor(plan, openAt("after"))]).toMatchObject([
      { isUnattended: true },
      { isUnattended: false },
    ]);
  });
});

describe("a place", () => {
  const reviewer = agent("r", { work: (_: Judged<unknown, string>): Verdict => ({ verdict: "pass" }) });
  const plan = worker("a")
    .gatedBefore(check("first", () => true))
    .gated(
      check("second", () => true),
      judge("tone", reviewer),
    );

  it("has its gate", () => {
    const kernel = kernelOf(plan, 1);
    kernel.step(4);
    const spec = kernel.core.live.get("a")?.spec.agent;
    expect(gateAt(spec, { when: "before", index: 0 })?.name).toBe("first");
    expect(gateAt(spec, { when: "after", index: 1 })?.name).toBe("tone");
    expect([gateAt(spec, { when: "after", index: 2 }), gateAt(undefined, { when: "before", index: 0 })]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["fit", "input"],
    ["before", { gates: "before", index: 1 }],
    ["after", { gates: "after", index: 1 }],
    ["person", undefined],
    ["asking", undefined],
  ] as const)("%s is asked of the host as %j", (when, asked) => {
    expect(askedAt({ when, index: 1 })).toEqual(asked);
  });
});
