import { describe, expect, it } from "vitest";
import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check, policy } from "../../src/gates/check.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { retry, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { decline } from "../../src/plan/said.ts";
import { route } from "../../src/plan/route.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, worker } from "./stage.ts";

const a = worker("a");
const said = { a: { returns: "said" } };
const DAY = 86_400_000;
const boom = (): never => {
  throw new Error("boom");
};

describe("the schema of an input", () => {
  const Amount = z.object({ n: z.coerce.number() });
  const cap = check<{ n: unknown }>("cap", ({ n }) => Number(String(n).trim()) <= 100);
  const pay = agent("pay", { input: Amount, work: ({ n }) => ({ paid: n }) });
  const odd = worker("odd");
  const misfit = { kind: "permanent", code: "input", issues: [{ path: ["n"] }] };

  it("is asked before a gate that stands before the work, and no step is spent", async () => {
    const asked: unknown[] = [];
    const looking = check<unknown>("look", (input) => asked.push(input) > 0);
    const { outcome, facts } = await play(chain("c", [odd, retyped(pay.gatedBefore(looking))]), 1, {
      cast: { odd: { returns: {} } },
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { cause: misfit }, spend: { steps: 1 } });
    expect(factsOf(facts, "gate.opened", "c/pay").map(({ gate, kind, when }) => [gate, kind, when])).toEqual([
      ["input", "fit", "before"],
    ]);
    expect(asked).toEqual([]);
  });

  it("fails as it does in the work, where no gate stands before it and the attempt is a step", async () => {
    const failureOf = async (plan: typeof pay) => {
      const { outcome } = await play(chain("c", [odd, retyped(plan)]), 1, { cast: { odd: { returns: { n: "x" } } } });
      return outcome.status === "failed" ? [outcome.failure.cause, outcome.spend.steps] : [];
    };
    const [inGate, none] = await failureOf(pay.gatedBefore(cap));
    const [inWork, one] = await failureOf(pay);
    expect(inGate).toEqual(inWork);
    expect([none, one]).toEqual([1, 2]);
  });

  it("is asked before a person is", async () => {
    const desk = human("desk", { input: Amount, output: z.unknown(), deadlineMs: DAY, otherwise: "fail" });
    const { outcome, facts } = await play(chain("c", [odd, retyped(desk)]), 1, {
      cast: { odd: { returns: { n: "x" } } },
    });
    expect(factsOf(facts, "question.asked")).toEqual([]);
    expect(outcome).toMatchObject({ status: "failed", failure: { cause: misfit } });
  });

  it("hands an input that fits on as it is, and the work's attempt transforms it, once", async () => {
    const seen: unknown[] = [];
    const looking = check<unknown>("look", (input) => seen.push(input) > 0);
    const { outcome } = await play(pay.gatedBefore(looking), { n: "7" });
    expect(seen).toEqual([{ n: "7" }]);
    expect(outcome).toMatchObject({ status: "done", output: { paid: 7 } });
  });

  it("is asked again before every attempt, and about what a person has edited", async () => {
    const boss = approval<unknown>("boss", { deadlineMs: DAY, otherwise: "reject" });
    const plan = pay.gatedBefore(boss).supervised({ transient: [retry({ delayMs: 1 })] });
    const { facts, outcome } = await play(
      plan,
      { n: 1 },
      {
        act: inTurn({ pay: [{ ends: { throws: "flaky" } }, { ends: { returns: { paid: 2 } } }] }),
        answer: () => ({ afterMs: 1, reply: { verdict: "edit", value: { n: 2 } } }),
      },
    );
    expect(outcome.status).toBe("done");
    expect(factsOf(facts, "gate.decided").map(({ gate, isPass }) => [gate, isPass])).toEqual([
      ["input", true],
      ["boss", true],
      ["input", true],
      ["boss", true],
    ]);
  });

  it("may take its time, which is work, and no more of it than an attempt", async () => {
    const never = {
      "~standard": { version: 1, vendor: "test", validate: () => new Promise<never>(() => {}) },
    } as const;
    const plan = agent("slow", { input: never, work: () => 1, timeoutMs: 50 })
      .gatedBefore(check("any", () => true))
      .supervised({ timeout: [skip(0)] });
    const { outcome, facts } = await play(plan, retyped(1));
    expect(facts.at(-1)?.at).toBe(50);
    expect(outcome).toMatchObject({
      status: "degraded",
      skipped: [{ failure: { kind: "timeout", message: "the schema of the input took longer than 50 ms" } }],
      spend: { steps: 0, wallMs: 50 },
    });
  });

  it("that throws is a defect of the schema, as it is in the work", async () => {
    const down = { "~standard": { version: 1, vendor: "test", validate: boom } } as const;
    const plan = agent("down", { input: down, work: () => 1 })
      .gatedBefore(check("any", () => true))
      .supervised({ defect: [skip(0)] });
    const { outcome } = await play(plan, retyped(1));
    expect(outcome).toMatchObject({
      status: "degraded",
      skipped: [{ failure: { kind: "defect", message: "the schema of the input threw: boom" } }],
    });
  });
});

describe("checks and policies", () => {
  it("a check's no is an invalid output, with its words as feedback", async () => {
    const plan = a.gated(check("short", () => "too long")).supervised({ "invalid-output": [skip("short")] });
    const { outcome } = await play(plan, 1, { cast: said });
    expect(outcome).toMatchObject({
      status: "degraded",
      skipped: [
        { failure: { kind: "invalid-output", code: "short", issues: [{ message: "too long" }], previous: "said" } },
      ],
    });
  });

  it("a policy's no is a rejection, never revised", async () => {
    const { outcome, facts } = await play(a.gated(policy("safe", () => false)), 1, { cast: said });
    expect(decisionsOf(facts, "a")[0]).toBe("rejected: escalate by default");
    expect(attemptsOf(facts, "a")).toBe(1);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
  });

  it("a check before the work rejects, and no step is spent", async () => {
    const { outcome } = await play(a.gatedBefore(check("known", () => false)), 1, { cast: said });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" }, spend: { steps: 0 } });
  });

  it("a gate before the work is asked again before every attempt", async () => {
    const plan = a
      .gatedBefore(check("known", () => true))
      .supervised({ transient: [retry({ attempts: 2, delayMs: 1 })] });
    const { facts } = await play(plan, 1, { cast: { a: [{ throws: "flaky" }, { returns: 1 }] } });
    expect(factsOf(facts, "gate.opened")).toHaveLength(2);
  });

  it("gates are passed in their order, and one no ends it", async () => {
    const asked: string[] = [];
    const gate = (name: string, pass: boolean) => check<unknown>(name, () => (asked.push(name), pass));
    await play(a.gated(gate("one", true), gate("two", false), gate("three", true)).supervised({ "*": [skip(0)] }), 1, {
      cast: said,
    });
    expect(asked).toEqual(["one", "two"]);
  });

  it("a check that throws is a defect", async () => {
    const { outcome, facts } = await play(a.gated(check("short", boom)), 1, { cast: said });
    expect(decisionsOf(facts, "a")[0]).toBe("defect: escalate by default");
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "defect", path: "a" } });
  });
});

describe("approvals", () => {
  const asks = (otherwise: "approve" | "reject") => a.gated(approval("boss", { deadlineMs: DAY, otherwise }));

  it("hold the agent in awaiting-gate until the person answers, and cost neither steps nor wall time", async () => {
    const answer = () => ({ afterMs: 60_000, reply: { verdict: "approve" } }) as const;
    const { outcome, facts } = await play(asks("reject"), 1, { cast: said, answer, budget: { steps: 1, wallMs: 1 } });
    expect(facts.at(-1)?.at).toBe(60_000);
    expect(outcome).toMatchObject({ status: "done", output: "said", spend: { steps: 1, wallMs: 0 } });
  });

  it("may change the value", async () => {
    const answer = () => ({ afterMs: 1, reply: { verdict: "edit", value: "better" } }) as const;
    expect((await play(asks("reject"), 1, { cast: said, answer })).outcome).toMatchObject({
      status: "done",
      output: "better",
    });
  });

  it("may reject, which is never retried", async () => {
    const answer = () => ({ afterMs: 1, reply: { verdict: "reject", reason: "too dear" } }) as const;
    const { outcome, facts } = await play(asks("approve"), 1, { cast: said, answer });
    expect(attemptsOf(facts, "a")).toBe(1);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "rejected", message: "boss: rejected: too dear" },
    });
  });

  describe("whose no is to be revised", () => {
    const mild = approval("boss", { onReject: "revise", deadlineMs: DAY, otherwise: "reject" });
    const no = (reason: string) => ({ afterMs: 1, reply: { verdict: "reject", reason } }) as const;

    it("hand the reason to the next round, as a check does its feedback", async () => {
      const heard: unknown[] = [];
      const work = agent("a", {
        work: (_: unknown, { feedback }): unknown => {
          heard.push(feedback);
          return feedback === undefined ? "long" : "short";
        },
      });
      let asked = 0;
      const answer = () => (asked++ === 0 ? no("too long") : ({ afterMs: 1, reply: { verdict: "approve" } } as const));
      const { outcome, facts } = await play(work.gated(mild), 1, { answer });
      expect(heard).toEqual([undefined, { previous: "long", issues: [{ message: "too long" }] }]);
      expect(decisionsOf(facts, "a")).toEqual(["invalid-output: revise by default"]);
      expect(outcome).toMatchObject({ status: "done", output: "short", spend: { steps: 2 } });
    });

    it("end it when the rounds are used up", async () => {
      let asked = 0;
      const { outcome, facts } = await play(a.gated(mild), 1, { cast: said, answer: () => no(`no ${++asked}`) });
      expect(attemptsOf(facts, "a")).toBe(3);
      const failure = { kind: "invalid-output", code: "boss", message: "boss: rejected: no 3" };
      expect(outcome).toMatchObject({ status: "failed", failure });
    });

    it("reject where nobody answered, for there is nothing to be heard", async () => {
      const { outcome, facts } = await play(a.gated(mild), 1, { cast: said });
      expect(attemptsOf(facts, "a")).toBe(1);
      expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
    });

    it("reject before the work: there is no output to revise", async () => {
      const { outcome } = await play(a.gatedBefore(mild), 1, { cast: said, answer: () => no("never") });
      expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" }, spend: { steps: 0 } });
    });

    it("tell the person so", async () => {
      const ofThe = async (plan: typeof a) =>
        factsOf((await play(plan, 1, { cast: said })).facts, "question.asked").map(({ question }) => question.onReject);
      expect([await ofThe(a.gated(mild)), await ofThe(a.gatedBefore(mild)), await ofThe(asks("reject"))]).toEqual([
        ["revise"],
        [undefined],
        [undefined],
      ]);
    });
  });

  it("take their otherwise at the deadline: a reject fails", async () => {
    const { outcome, facts } = await play(asks("reject"), 1, { cast: said });
    expect(facts.at(-1)?.at).toBe(DAY);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
  });

  it("take their otherwise at the deadline: an approve that nobody gave makes the run degraded", async () => {
    const { outcome } = await play(asks("approve"), 1, { cast: said });
    expect(outcome).toMatchObject({
      status: "degraded",
      output: "said",
      skipped: [{ path: "a", failure: { kind: "timeout", code: "boss" } }],
    });
  });

  it("are forgiven an approve that nobody gave, once a person has approved the value that counts", async () => {
    const plan = asks("approve").gated(check("good", (value) => value === "good"));
    let questions = 0;
    const answer = () => (questions++ === 0 ? undefined : ({ afterMs: 1, reply: { verdict: "approve" } } as const));
    const { outcome } = await play(plan, 1, { cast: { a: [{ returns: "bad" }, { returns: "good" }] }, answer });
    expect(outcome).toMatchObject({ status: "done", output: "good" });
  });

  it("do not ask where their condition says no", async () => {
    const plan = a.gated(approval("boss", { when: () => false, deadlineMs: DAY, otherwise: "reject" }));
    const { outcome, facts } = await play(plan, 1, { cast: said });
    expect(factsOf(facts, "question.asked")).toEqual([]);
    expect(outcome.status).toBe("done");
  });

  it("ask the person where their condition throws", async () => {
    const plan = a.gated(approval("boss", { when: boom, deadlineMs: DAY, otherwise: "reject" }));
    const { outcome, facts } = await play(plan, 1, { cast: said });
    const asked = factsOf(facts, "question.asked").map(({ question }) => question.because);
    expect(asked).toEqual([expect.stringMatching(/^when of approval "boss" threw: ./)]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
    const sure = await play(a.gated(approval("boss", { when: () => true, deadlineMs: DAY, otherwise: "reject" })), 1);
    expect(factsOf(sure.facts, "question.asked").map(({ question }) => "because" in question)).toEqual([false]);
  });

  it("survive a sibling's retry, and are withdrawn when the sibling escalates", async () => {
    const withdrawn = async (directive: "retry" | "escalate") => {
      const flaky = worker("b").supervised({ transient: directive === "retry" ? [retry({ delayMs: 1 })] : [] });
      const plan = parallel("p", { a: asks("approve"), b: flaky });
      const cast = { ...said, b: [{ afterMs: 5, throws: "flaky" }, { returns: 1 }] };
      return factsOf((await play(plan, 1, { cast })).facts, "question.closed").map(({ why }) => why);
    };
    expect(await withdrawn("retry")).toEqual(["deadline"]);
    expect(await withdrawn("escalate")).toEqual(["withdrawn"]);
  });
});

describe("people", () => {
  const person = (otherwise: "fail" | { readonly value: string }) =>
    human("person", { output: z.string(), deadlineMs: DAY, otherwise });

  it("give the output by editing, and cost no step", async () => {
    const answer = () => ({ afterMs: 60_000, reply: { verdict: "edit", value: "mine" } }) as const;
    const { outcome } = await play(person("fail"), 1, { answer });
    expect(outcome).toMatchObject({ status: "done", output: "mine", spend: { steps: 0, wallMs: 0 } });
  });

  it("may refuse, or not answer: both are rejections", async () => {
    const answer = () => ({ afterMs: 1, reply: { verdict: "reject", reason: "no time" } }) as const;
    expect((await play(person("fail"), 1, { answer })).outcome).toMatchObject({
      status: "failed",
      failure: { kind: "rejected" },
    });
    expect((await play(person("fail"), 1)).outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
  });

  it("may have a value stand in for them: then nobody looked, and the run is degraded", async () => {
    const { outcome } = await play(person({ value: "default" }), 1);
    expect(outcome).toMatchObject({ status: "degraded", output: "default", skipped: [{ path: "person" }] });
  });

  it("are asked about an escalation, once, whoever it is about", async () => {
    const plan = chain("c", [a.supervised({ transient: [] })]);
    const ask = { ask: "person", deadlineMs: DAY } as const;
    const answer = () => ({ afterMs: 10, reply: { verdict: "retry" } }) as const;
    const { outcome, facts } = await play(plan, 1, { cast: { a: { throws: "flaky" } }, answer, onEscalation: ask });
    expect(factsOf(facts, "question.asked").map(({ question }) => [question.id, question.kind])).toEqual([
      ["c?escalation", "escalation"],
    ]);
    expect(attemptsOf(facts, "c/a")).toBe(2);
    expect(outcome.status).toBe("failed");
  });

  it("may skip what escalated, or let it fail; silence lets it fail", async () => {
    const ask = { onEscalation: { ask: "person", deadlineMs: DAY }, cast: { a: { throws: "flaky" } } } as const;
    const plan = a.supervised({ transient: [] });
    const skipped = () => ({ afterMs: 10, reply: { verdict: "skip", value: "by hand" } }) as const;
    const rejected = () => ({ afterMs: 10, reply: { verdict: "reject", reason: "no" } }) as const;
    expect((await play(plan, 1, { ...ask, answer: skipped })).outcome).toMatchObject({
      status: "degraded",
      output: "by hand",
    });
    expect((await play(plan, 1, { ...ask, answer: rejected })).outcome).toMatchObject({
      status: "failed",
      failure: { kind: "transient" },
    });
    const { outcome, facts } = await play(plan, 1, ask);
    expect([outcome.status, facts.at(-1)?.at]).toEqual(["failed", DAY]);
  });
});

describe("functions of a plan", () => {
  it("a branch whose function throws is a defect of the branch, and its policy is asked", async () => {
    const plan = branch("b", { on: boom, cases: { a } }).supervised({ defect: [skip("instead")] });
    const { outcome, facts } = await play(plan, 1);
    expect(decisionsOf(facts)).toEqual(["defect: skip by b"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "instead", spend: { steps: 0 } });
  });

  it("a branch that names no case is unresolved", async () => {
    const lost = branch<Record<string, typeof a>>("b", { on: () => "nobody", cases: { a } });
    const { outcome } = await play(lost, 1);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "b" } });
  });

  it("a selection that throws is a defect of the plan around it", async () => {
    const { outcome } = await play(a.given(boom).supervised({ defect: [skip("instead")] }), 1);
    expect(outcome).toMatchObject({ status: "degraded", output: "instead" });
  });
});

describe("declining", () => {
  const declines = { declines: "not mine" };

  it("is an answer and no failure: nothing is retried, and no policy is asked about the one who declined", async () => {
    const { facts } = await play(chain("c", [a]), 1, { cast: { a: declines } });
    expect(endsOf(facts, "c/a")).toEqual(["declined"]);
    expect(factsOf(facts, "node.failed").map(({ path, failure }) => [path, failure.kind])).toEqual([
      ["c", "unresolved"],
    ]);
  });

  it("leaves unresolved every pattern that has no use for it", async () => {
    const plans = [
      chain("p", [a]),
      parallel("p", { a }),
      branch("p", { on: () => "a", cases: { a } }),
      map("p", a, { maxItems: 1 }).given((job: number) => [job]),
      a.given((job: number) => job),
      a,
    ];
    for (const plan of plans) {
      const { outcome } = await play(plan, 1, { cast: { a: declines } });
      expect(outcome).toMatchObject({ status: "failed" });
      expect(JSON.stringify(outcome)).toContain('"kind":"unresolved"');
    }
  });

  it("sends a route back to its classifier, which hears who declined; then to the default", async () => {
    const heard: unknown[] = [];
    const by = agent("by", {
      work: (_: unknown, { feedback }): "a" | "b" => {
        heard.push(feedback);
        return heard.length === 1 ? "a" : "b";
      },
    });
    const no = (name: string) => agent(name, { work: (_: unknown) => decline(`${name} cannot`) });
    const plan = route("r", {
      by,
      to: { a: no("a"), b: no("b") },
      otherwise: agent("rest", { work: (_: unknown) => "rest" }),
    });
    const { outcome, facts } = await play(plan, 1);
    expect(heard).toEqual([undefined, { previous: "a", issues: [{ message: "a declined: a cannot" }] }]);
    expect(factsOf(facts, "node.failed")).toEqual([]);
    expect(outcome).toMatchObject({ status: "done", output: "rest", spend: { steps: 5 } });
  });

  it("leaves a route unresolved when even its default declines", async () => {
    const plan = route("r", {
      by: agent("by", { work: (_: unknown): "a" => "a" }),
      to: { a },
      otherwise: worker("rest"),
    });
    const { outcome } = await play(plan, 1, { cast: { a: declines, otherwise: declines } });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "r" } });
  });
});
