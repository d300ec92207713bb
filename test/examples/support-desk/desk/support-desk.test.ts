import { bound, createRuntime, type Fact, fold, type Outcome } from "troupe";
import { beforeAll, describe, expect, it } from "vitest";
import { trainDesk } from "../../../../examples/support-desk/brains/train.ts";
import { sampleMails } from "../../../../examples/support-desk/corpus/sample.ts";
import { nodesOf } from "../../../../src/model/fold.ts";
import type { Result } from "../../../../examples/support-desk/desk/records.ts";
import { type DeskReport, reportOf } from "../../../../examples/support-desk/desk/report.ts";
import { supportDesk } from "../../../../examples/support-desk/desk/support-desk.ts";

const desk = trainDesk(sampleMails(), { seed: 3 });
const mails = desk.heldOut;

interface Day {
  readonly outcome: Outcome<readonly Result[]>;
  readonly facts: readonly Fact[];
  readonly report: DeskReport;
}

/** What happens on a day: how many mails are over when it is cancelled, and whether people reject whatever they are asked. */
interface Plot {
  readonly cancelAfter?: number;
  readonly rejects?: boolean;
}

/** A day at the desk: real time, but little of it. */
async function day(seed: number, { cancelAfter, rejects }: Plot = {}): Promise<Day> {
  await using runtime = createRuntime({ seed });
  const plan = supportDesk({
    models: desk.models,
    history: new Map(),
    seed,
    patienceMs: rejects === true ? 10_000 : 50,
    mailsMax: mails.length,
  });
  const budget = { steps: 40 * mails.length, wallMs: 60_000 };
  const run = runtime.start(
    plan,
    mails.map(({ mail }) => mail),
    { id: "a-day", budget },
  );
  const facts: Fact[] = [];
  let over = 0;
  for await (const fact of run.facts()) {
    facts.push(fact);
    if (fact.type === "question.asked" && rejects === true)
      await run.answer(fact.question.id, { verdict: "reject", reason: "not today" });
    if (fact.type !== "node.ended" || !/^desk\/mail\[\d+\]$/.test(fact.path)) continue;
    over += 1;
    if (over === cancelAfter) void run.cancel("that is enough");
  }
  const outcome = await run.outcome;
  return {
    outcome,
    facts,
    report: reportOf({ outcome, facts, mails, training: desk.report, source: "sample", budget }),
  };
}

function sum(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}

describe("a day at the desk", () => {
  let days: readonly Day[] = [];
  beforeAll(async () => {
    days = await Promise.all([1, 2, 3, 4, 5].map((seed) => day(seed)));
  }, 60_000);

  it("ends well, with a result for every mail in its order, within its budget", () => {
    for (const { outcome, report } of days) {
      expect(["done", "degraded"]).toContain(outcome.status);
      const ids = "output" in outcome ? outcome.output.map(({ mailId }) => mailId) : [];
      expect(ids).toEqual(mails.map(({ mail }) => mail.id));
      expect(report.unfinished).toBe(0);
      expect(report.steps.used).toBeLessThanOrEqual(report.steps.budget);
    }
  });

  it("counts every mail once, and every decision and every declared value as the run itself does", () => {
    for (const { outcome, facts, report } of days) {
      const { completed, degraded, escalated, decisions, standIns } = report;
      expect(sum(completed) + sum(degraded) + sum(escalated)).toBe(mails.length);
      const retries = nodesOf(fold(facts)).reduce((total, node) => total + node.retries, 0);
      expect(decisions.retry + decisions.revise).toBe(retries);
      expect(standIns.skips + standIns.unanswered).toBe(outcome.status === "degraded" ? outcome.skipped.length : 0);
      expect(standIns.skips + standIns.otherSkips).toBe(decisions.skip);
    }
  });

  it("reports on what was finished when it is cancelled", async () => {
    const { outcome, report } = await day(1, { cancelAfter: 12 });
    expect(outcome.status).toBe("cancelled");
    expect(report.why).toBe("that is enough");
    const finished = sum(report.completed) + sum(report.degraded) + sum(report.escalated);
    expect(finished).toBeGreaterThanOrEqual(12);
    expect(finished + report.unfinished).toBe(mails.length);
    expect(report.unfinished).toBeGreaterThan(0);
    expect(report.spam.of).toBe(finished);
  });

  it("goes on where the lead refuses to say anything", async () => {
    const { outcome, report } = await day(1, { rejects: true });
    expect(outcome.status).toBe("degraded");
    expect(sum(report.escalated)).toBeGreaterThan(0);
    expect(report.escalated.left).toBe(0);
    expect(report.standIns.skips).toBe(outcome.status === "degraded" ? outcome.skipped.length : 0);
  });

  it("shows retry, revise, fallback, skip and escalate at work", () => {
    const seen = new Set(
      days.flatMap(({ report }) =>
        Object.entries(report.decisions).flatMap(([name, count]) => (count > 0 ? [name] : [])),
      ),
    );
    expect([...seen].toSorted()).toEqual(["escalate", "fallback", "retry", "revise", "skip"]);
  });

  it("hands over what no desk could handle, and asks a person about it", () => {
    const handed = days.reduce((total, { report }) => total + sum(report.escalated), 0);
    const asked = days.flatMap(({ facts }) =>
      facts.filter((fact) => fact.type === "question.asked" && fact.question.kind === "human"),
    );
    expect(handed).toBeGreaterThan(0);
    expect(asked).toHaveLength(handed);
  });

  it("says in words what is wanted, whatever it asks", () => {
    const asked = days.flatMap(({ facts }) => facts.filter((fact) => fact.type === "question.asked"));
    expect(asked.filter(({ question }) => question.asks?.includes("?") !== true)).toEqual([]);
  });

  it("shows people no more of a mail than its subject", () => {
    const bodies = mails.map(({ mail }) => mail.body.trim().slice(0, 40));
    const shown = days.flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact.type === "question.asked" ? [JSON.stringify(fact.question)] : [])),
    );
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((text) => bodies.some((body) => text.includes(JSON.stringify(body).slice(1, -1))))).toEqual([]);
  });

  it("does the same to the same mails on the same seed, whatever the machine is busy with", async () => {
    const [first] = days;
    const again = await day(1);
    const fixed = ({ completed, escalated, decisions }: DeskReport) => [
      completed.spam,
      sum(escalated),
      decisions["revise"],
      decisions["escalate"],
    ];
    expect(fixed(again.report)).toEqual(first === undefined ? [] : fixed(first.report));
  }, 60_000);

  it("knows its worst case before it begins", () => {
    const plan = supportDesk({ models: desk.models, history: new Map(), seed: 1, patienceMs: 50, mailsMax: 10 });
    for (const { report } of days)
      expect(report.steps.used).toBeLessThanOrEqual(((bound(plan) ?? 0) / 10) * mails.length);
  });
});
