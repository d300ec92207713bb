import { setTimeout as sleep } from "node:timers/promises";
import { agent, ask, type Asked, chain, handoff, judge, type Judged, loop, refine, type Verdict } from "troupe";

/** What goes around, is judged, asks back and is passed on; the loop is never content. */
const critic = agent("critic", {
  work: ({ output }: Judged<unknown, string>): Promise<Verdict> =>
    sleep(150, output.length > 30 ? { verdict: "pass" } : { verdict: "revise", feedback: "longer, please" }),
});
const draft = agent("draft", {
  asks: 1,
  work: async (text: string, { answers, feedback }) => {
    await sleep(100);
    if (answers.length === 0) return ask("To whom?");
    return `${text}, ${String(answers[0]?.answer)}${"!".repeat(feedback === undefined ? 0 : 30)}`;
  },
})
  .gated(judge("polite", agent("listener", { work: (): Promise<Verdict> => sleep(200, { verdict: "pass" }) })))
  .answers(agent("owner", { work: ({ question }: Asked) => sleep(600, `asked ${String(question)}`) }));
const begin = agent("begin", { work: (_: unknown) => "Dear" });
const front = agent("front", { handsTo: ["back"], work: (text: string, context) => context.handoff("back", text) });
const back = agent("back", { work: (text: string) => sleep(200, text) });

export const plan = chain("rounds", [
  begin,
  refine("letter", { generate: draft, evaluate: critic, rounds: 3 }),
  handoff("desk", { front, back }, { start: "front", max: 2 }),
  loop("shorten", agent("cut", { work: (text: string) => sleep(60, text.slice(1)) }), {
    until: (text) => text === "",
    max: 20,
    exhausted: "last",
  }),
]);
