import { bound, createRuntime, type Fact, type Outcome } from "troupe";
import { beforeAll, describe, expect, it } from "vitest";
import { trainDesk } from "../../../../examples/support-desk/brains/train.ts";
import { sampleMails } from "../../../../examples/support-desk/corpus/sample.ts";
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

/** A day at the desk: real time, but little of it. */
async function day(seed: number): Promise<Day> {
  await using runtime = createRuntime({ seed });
  const plan = supportDesk({ models: desk.models, history: new Map(), seed, patienceMs: 50, mailsMax: mails.length });
  const budget = { steps: 40 * mails.length, wallMs: 60_000 };
  const run = runtime.start(
    plan,
    mails.map(({ mail }) => mail),
    { id: "a day", budget },
  );
  const outcome = await run.outcome;
  const facts: Fact[] = [];
  for await (const fact of run.facts()) facts.push(fact);
  return {
    outcome,
    facts,
    report: reportOf({ outcome, facts, mails, training: desk.report, source: "sample", budget }),
  };
}

describe("a day at the desk", () => {
  let days: readonly Day[] = [];
  beforeAll(async () => {
    days = await Promise.all([1, 2, 3, 4].map(day));
  }, 60_000);

  it("ends well, with a result for every mail in its order, within its budget", () => {
    for (const { outcome, report } of days) {
      expect(["done", "degraded"]).toContain(outcome.status);
      const ids = "output" in outcome ? outcome.output.map(({ mailId }) => mailId) : [];
      expect(ids).toEqual(mails.map(({ mail }) => mail.id));
      expect(report.completed + report.degraded + report.escalated).toBe(mails.length);
      expect(report.steps.used).toBeLessThanOrEqual(report.steps.budget);
    }
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
    const handed = days.reduce((sum, { report }) => sum + report.escalated, 0);
    const asked = days.flatMap(({ facts }) =>
      facts.filter((fact) => fact.type === "question.asked" && fact.question.kind === "human"),
    );
    expect(handed).toBeGreaterThan(0);
    expect(asked).toHaveLength(handed);
  });

  it("does the same to the same mails on the same seed, whatever the machine is busy with", async () => {
    const [first] = days;
    const again = await day(1);
    const fixed = ({ byStatus, decisions }: DeskReport) => [
      byStatus.spam,
      byStatus["handed-over"],
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
