import { agent, approval, createRuntime } from "troupe";
import { type Sight, times } from "../sight.ts";

/** A mail is composed; a person is asked, and says no with a reason. */
export async function probe(): Promise<readonly Sight[]> {
  let composed = 0;
  const mail = agent("compose", {
    work(question: string) {
      composed += 1;
      return `Dear customer: ${question}`;
    },
  }).gated(approval("read-it", { asks: "May it go out?", deadlineMs: 60_000, otherwise: "reject" }));
  await using runtime = createRuntime();
  const run = runtime.start(mail, "where is it");
  for await (const fact of run.facts()) {
    if (fact.type !== "question.asked") continue;
    await run.answer(fact.question.id, { verdict: "reject", reason: "too friendly", by: "ada" });
  }
  const outcome = await run.outcome;
  const ended =
    outcome.status === "failed" ? `failed, ${outcome.failure.kind}: ${outcome.failure.message}` : outcome.status;
  return [{ way: "", cells: ['`verdict: "reject"` with a reason', ended, times(composed)] }];
}
