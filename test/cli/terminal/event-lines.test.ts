import { expect, it } from "vitest";
import { z } from "zod";
import { eventTeller } from "../../../src/cli/terminal/event-lines.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { cast } from "../../../src/hosts/virtual/act.ts";
import { agent, chain, fail, human, map, retry, skip } from "../../../src/index.ts";
import type { Fact } from "../../../src/model/fact.ts";
import { EMPTY_VIEW, foldFact } from "../../../src/model/fold.ts";
import { lettersRun, researchRun } from "../../model/rounds-run.ts";
import { record, recordDesk } from "./recorded.ts";

function told(facts: readonly Fact[]): readonly string[] {
  const tell = eventTeller(plain);
  let view = EMPTY_VIEW;
  return facts.flatMap((fact) => tell((view = foldFact(view, fact)), fact));
}

it("tells a run in one line for each event that matters", async () => {
  expect(`\n${told(await recordDesk()).join("\n")}\n`).toMatchInlineSnapshot(`
    "
        0.0s  support  run watched, 235 steps at most
        0.0s  support  started (chain)
        0.0s  support/classify  started
        0.4s  support/classify  done in 400ms
        0.4s  support/context  started (parallel)
        0.4s  support/context/orders  started
        0.4s  support/context/history  started
        0.4s  support/context/notes  started
        0.4s  support/context/pages/pages  started (map)
        0.5s  support/context/pages/pages/read[3]  transient: socket hang up → retry in 367ms
        0.7s  support/context/pages/pages  3 of 30 items are over
        0.7s  support/context/orders  transient: connect ECONNRESET 10.0.0.7:443 → retry in 700ms
        0.9s  support/context/notes  permanent: the archive is read only → fallback
        0.9s  support/context/notes  replaced by mirror
        0.9s  support/context/notes/fallback:mirror  started
        0.9s  support/context/pages/pages  6 of 30 items are over
        0.9s  support/context/notes/fallback:mirror  done in 10ms
        1.1s  support/context/pages/pages  9 of 30 items are over
        1.4s  support/context/pages/pages  12 of 30 items are over
        1.4s  support/context/pages/pages/read[17]  permanent: page is torn → skip
        1.4s  support/context/pages/pages/read[17]  skipped: page is torn
        1.4s  support/context/pages/pages  15 of 30 items are over
        1.6s  support/context/pages/pages  18 of 30 items are over
        1.7s  support/context/orders  transient: connect ECONNRESET 10.0.0.7:443 → retry in 700ms
        1.9s  support/context/pages/pages  21 of 30 items are over
        2.0s  support/context/pages/pages  24 of 30 items are over
        2.2s  support/context/pages/pages  27 of 30 items are over
        2.4s  support/context/pages/pages  30 of 30 items are over
        2.4s  support/context/pages/pages  done in 2s
        2.7s  support/context/orders  transient: connect ECONNRESET 10.0.0.7:443 → skip (retry: attempts 3 of 3)
        2.7s  support/context/orders  skipped: connect ECONNRESET 10.0.0.7:443
        2.8s  support/context/history  done in 2.4s
        2.8s  support/context  done in 2.4s
        2.8s  support/draft  started
        3.4s  support/draft  invalid-output: no-promises: do not promise anything → revise
        4.0s  support/draft  asks for approval refund: we look into it (10m, then reject)
        9.0s  support/draft  answered: approve
        9.0s  support/draft  done in 1.2s
        9.0s  support/send  started
        9.0s  support/send  done in 20ms
        9.0s  support  done in 9s
    "
  `);
});

it("says that nobody is asked where nobody is there", async () => {
  const lines = told(await recordDesk({ isUnattended: true }));
  expect(lines.filter((line) => line.includes("asks for"))).toEqual([
    "    4.0s  support/draft  asks for approval refund: we look into it (nobody is asked: reject)",
  ]);
});

it("does not call it an edit when a person gives the answer that they were asked for", async () => {
  const plan = human("lead", { output: z.string(), deadlineMs: 1_000, otherwise: "fail" });
  const reply = { verdict: "edit", value: "a note" } as const;
  const script = { act: cast({}), answer: () => ({ afterMs: 5, reply }) };
  const lines = told(await record({ plan, script }));
  expect(lines.filter((line) => line.includes("answered"))).toEqual([expect.stringMatching(/ lead {2}answered$/)]);
});

it("keeps every line short, and free of what would move a cursor", async () => {
  const plan = agent("talk", { work: echo });
  const words = `\u001b[31m${"very ".repeat(500)}long\n`;
  const lines = told(await record({ plan, script: { act: cast({ talk: { throws: fail.permanent(words) } }) } }));
  expect(lines.find((line) => line.includes("permanent: very very"))?.endsWith("…")).toBe(true);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(200);
  expect(lines.join("")).not.toContain("\u001b");
});

const echo = (value: unknown) => value;

it("tells of a crowd by its tenths, and of its items only what is out of the ordinary", async () => {
  const item = chain("mail", [agent("read", { work: echo }), agent("sort", { work: echo })]);
  const plan = map("mails", item.supervised({ permanent: [skip(0)] }), { concurrency: 10, maxItems: 50 });
  const act = cast({
    read: { afterMs: 10, returns: 1 },
    sort: { afterMs: 10, returns: 1 },
    "mails/mail[7]/read": [{ throws: "flaky" }, { returns: 1 }],
    "mails/mail[31]/sort": { throws: fail.permanent("no such folder") },
  });
  const facts = await record({ plan, input: Array.from({ length: 50 }, (_, i) => i), script: { act } });
  expect(`\n${told(facts).join("\n")}\n`).toMatchInlineSnapshot(`
    "
        0.0s  mails  run watched, 500 steps at most
        0.0s  mails  started (map)
        0.0s  mails/mail[7]/read  transient: flaky → retry in 9ms
        0.0s  mails  5 of 50 items are over
        0.0s  mails  10 of 50 items are over
        0.0s  mails  15 of 50 items are over
        0.0s  mails  20 of 50 items are over
        0.1s  mails  25 of 50 items are over
        0.1s  mails  30 of 50 items are over
        0.1s  mails/mail[31]/sort  permanent: no such folder → skip mail[31]
        0.1s  mails/mail[31]  skipped: no such folder
        0.1s  mails  35 of 50 items are over
        0.1s  mails  40 of 50 items are over
        0.1s  mails  45 of 50 items are over
        0.1s  mails  50 of 50 items are over
        0.1s  mails  done in 100ms
    "
  `);
});

it("tells of ledgers, restarts and cancels", async () => {
  const plan = chain("c", [agent("a", { work: echo }), agent("b", { work: echo })]).supervised({
    transient: [retry({ from: "a", delayMs: 0 })],
  });
  const script = { act: cast({ a: { afterMs: 5, returns: 1 }, b: [{ throws: "flaky" }] }) };
  const facts = await record({ plan, script, budget: { steps: 3 } });
  expect(`\n${told(facts).join("\n")}\n`).toMatchInlineSnapshot(`
    "
        0.0s  c  run watched, 20 steps at most
        0.0s  c  started (chain)
        0.0s  c/a  started
        0.0s  c/a  done in 5ms
        0.0s  c/b  started
        0.0s  c/b  transient: flaky → retry
        0.0s  c  starting anew: c/a
        0.0s  c/a  started
        0.0s  c/a  done in 10ms
        0.0s  c/b  started
        0.0s  c/b  the steps ledger of c is spent: 3 of 3
        0.0s  c  budget: the steps ledger of c is spent: 3 of 3 → escalate
    "
  `);
  const cancelled = await record({ plan, script: { act: cast({ a: "never" }), cancelAtMs: 40 } });
  expect(told(cancelled).slice(-2)).toMatchInlineSnapshot(`
    [
      "    0.0s  c/a  stopped: cancelled",
      "    0.0s  c  stopped: cancelled",
    ]
  `);
});

it("tells what is asked back and handed on, and how a loop that was never content ended", async () => {
  const lines = told(await record(lettersRun));
  expect(lines.filter((line) => / letters\/(letter\/draft|letter\/draft\/owner|desk\S*|shorten) /.test(line))).toEqual([
    "    0.0s  letters/letter/draft  started",
    "    0.1s  letters/letter/draft  asks back: To whom?",
    "    0.1s  letters/letter/draft/owner  started",
    "    0.3s  letters/letter/draft/owner  done in 200ms",
    "    0.5s  letters/letter/draft  done in 200ms",
    "    1.0s  letters/desk  started (handoff)",
    "    1.0s  letters/desk/front  started",
    "    1.0s  letters/desk/front  hands off to back: Dear Bob, again",
    "    1.0s  letters/desk/back  started",
    "    1.0s  letters/desk/back  done in 30ms",
    "    1.0s  letters/desk  done in 40ms",
    "    1.0s  letters/shorten  started (loop)",
    "    1.3s  letters/shorten  degraded: not content after 30 rounds, and max is 30",
  ]);
});

it("tells of many rounds the first twenty, and every twentieth then", async () => {
  const lines = told(await record(lettersRun)).filter((line) => line.includes("/cut"));
  const rounds = lines.flatMap((line) => /cut(?:\[(\d+)\])?  started/.exec(line)?.[1] ?? []);
  expect(rounds.map(Number)).toEqual([...Array.from({ length: 19 }, (_, at) => at + 1), 20]);
});

it("tells what a planner calls a task", async () => {
  const lines = told(await record(researchRun));
  expect(lines).toContain("    0.0s  research/search[0]  started · licences");
  expect(lines).toContain("    0.0s  research/read[0]  started · the manual");
});

it("tells that a run goes on in another process, and what was lost in the one before", () => {
  const tell = eventTeller(plain);
  const base = { seq: 1, at: 2_000, cause: undefined, path: "", source: "world", type: "run.resumed" } as const;
  const view = { ...EMPTY_VIEW, plan: "support" };
  expect(tell(view, { ...base, lost: [] })).toEqual(["    2.0s  support  goes on"]);
  expect(tell(view, { ...base, lost: ["support/a#1"] })).toEqual([
    "    2.0s  support  goes on; 1 attempt lost: support/a#1",
  ]);
});
