import { agent, approval, chain, createRuntime } from "troupe";
import type { World } from "../world.ts";

/** A person says yes to a mail before it is sent. */
export async function run(question: string, { compose, send }: World) {
  const mail = agent("compose", { work: compose }).gated(
    approval("read-it", { asks: "May it go out?", deadlineMs: 60_000, otherwise: "reject" }),
  );
  await using runtime = createRuntime();
  const started = runtime.start(chain("reply", [mail, agent("send", { work: send })]), question);
  for await (const fact of started.facts()) {
    if (fact.type === "question.asked") await started.answer(fact.question.id, { verdict: "approve", by: "ada" });
  }
  return await started.outcome;
}
