import { expect, it } from "vitest";
import { judgeSpam, trainSpamFilter } from "../../../../examples/support-desk/brains/spam-filter.ts";
import { featuresOf } from "../../../../examples/support-desk/brains/words.ts";
import { spamVerdictSchema } from "../../../../examples/support-desk/schemas.ts";
import { aMail } from "../a-mail.ts";

const learn = (body: string, isSpam: boolean) => ({ features: featuresOf(aMail({ body })), isSpam });

const model = trainSpamFilter([
  learn("click here to claim your money now", true),
  learn("order now and save money, click here", true),
  learn("the kernel does not boot after the upgrade", false),
  learn("my disk is full, how do I find large files", false),
]);

it("tells spam from ham and names the words that weighed most", () => {
  const spam = judgeSpam(model, aMail({ body: "save money, click now" }));
  expect(spam).toMatchObject({ isSpam: true, because: expect.arrayContaining(["money", "click", "now"]) });
  const ham = judgeSpam(model, aMail({ body: "the upgrade of my kernel" }));
  expect(ham).toMatchObject({ isSpam: false, because: expect.arrayContaining(["kernel", "upgrade"]) });
});

it("judges an empty mail too, and gives what the schema wants", () => {
  const verdict = judgeSpam(model, aMail());
  expect(spamVerdictSchema.parse(verdict)).toEqual(verdict);
  expect(verdict.because).toEqual([]);
});
