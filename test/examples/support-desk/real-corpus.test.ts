import { beforeAll, expect, it } from "vitest";
import { composeReply } from "../../../examples/support-desk/brains/composer.ts";
import { evaluateDraft } from "../../../examples/support-desk/brains/evaluator.ts";
import { mergeHits, queryOf, searchShard } from "../../../examples/support-desk/brains/past-replies.ts";
import { triageMail } from "../../../examples/support-desk/brains/triage.ts";
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
