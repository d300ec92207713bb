import { createRuntime } from "troupe";
import { beforeAll, expect, it } from "vitest";
import { composeReply } from "../../../examples/support-desk/brains/composer.ts";
import { evaluateDraft } from "../../../examples/support-desk/brains/evaluator.ts";
import { mergeHits, queryOf, searchShard } from "../../../examples/support-desk/brains/past-replies.ts";
import { triageMail } from "../../../examples/support-desk/brains/triage.ts";
import { shuffle } from "../../../examples/support-desk/brains/split.ts";
import { supportDesk } from "../../../examples/support-desk/desk/support-desk.ts";
import { type LoadedDesk, loadDesk } from "../../../examples/support-desk/load-desk.ts";
import type { Mail } from "../../../examples/support-desk/schemas.ts";

let loaded: LoadedDesk;

beforeAll(async () => {
  loaded = await loadDesk({ timeLimitMs: 15_000 });
}, 60_000);

function answer(mail: Mail) {
  const { pastReplies, calibration } = loaded.desk.models;
  const triage = triageMail(mail);
  const replies = mergeHits(pastReplies.map((shard) => searchShard(shard, queryOf(mail))));
  const draft = composeReply({ mail, triage, replies });
  return { draft, evaluation: evaluateDraft({ mail, triage, draft, replies }, calibration) };
}

it("sorts real mails about as well as was measured", ({ skip }) => {
  if (loaded.source === "sample") skip(loaded.why);
  const { spamAccuracy, queueAccuracy, counts } = loaded.desk.report;
  expect(counts).toMatchObject({ training: 4_232, heldOut: 1_814 });
  expect(spamAccuracy).toBeGreaterThan(0.975);
  expect(queueAccuracy).toBeGreaterThan(0.95);
});

it("answers real mails without showing an address, and asks a person for every fourth to seventh", ({ skip }) => {
  if (loaded.source === "sample") skip(loaded.why);
  const wanted = loaded.desk.heldOut.filter(({ truth }) => !truth.isSpam);
  const answers = wanted.map(({ mail }) => answer(mail));
  const share = answers.filter(({ evaluation }) => evaluation.needsPerson).length / answers.length;
  expect(share).toBeGreaterThan(0.14);
  expect(share).toBeLessThan(0.26);
  expect(JSON.stringify(answers)).not.toMatch(/[\w.+-]@[\w-]+\.\w/);
});

it("asks whoever watches about two or three of sixty real mails", async ({ skip }) => {
  if (loaded.source === "sample") skip(loaded.why);
  const asked = await Promise.all([1, 2, 3, 4].map(questionsOfADay));
  const average = asked.reduce((sum, questions) => sum + questions, 0) / asked.length;
  expect(average).toBeGreaterThanOrEqual(1.5);
  expect(average).toBeLessThanOrEqual(3.5);
}, 60_000);

async function questionsOfADay(seed: number): Promise<number> {
  const mails = shuffle(loaded.desk.heldOut, seed).slice(0, 60);
  const plan = supportDesk({ models: loaded.desk.models, history: new Map(), seed, patienceMs: 50, mailsMax: 60 });
  await using runtime = createRuntime({ seed });
  const input = mails.map(({ mail }) => mail);
  const run = runtime.start(plan, input, { budget: { steps: 2_400 }, unattended: true });
  let questions = 0;
  for await (const fact of run.facts()) if (fact.type === "question.asked") questions += 1;
  return questions;
}
