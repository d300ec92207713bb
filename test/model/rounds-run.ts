import { cast } from "../../src/hosts/virtual/act.ts";
import {
  agent,
  type Asked,
  chain,
  fail,
  handoff,
  judge,
  type Judged,
  loop,
  orchestrate,
  type Plan,
  type Progress,
  refine,
  type Task,
  type Verdict,
} from "../../src/index.ts";
import type { Watched } from "./watched-run.ts";

const echo = (value: unknown) => value;
const verdict = (_: Judged<unknown, unknown>): Verdict => ({ verdict: "pass" });

/** A letter that is refined by somebody who asks back and is judged; a desk that hands it on; a loop that is never content. */
function lettersPlan(): Plan<unknown, unknown> {
  const draft = agent("draft", { asks: 1, work: echo })
    .gated(judge("polite", agent("listener", { work: verdict })))
    .answers(() => undefined, agent("owner", { work: ({ question }: Asked) => question }));
  const front = agent("front", { handsTo: ["back"], work: echo });
  const back = agent("back", { work: echo });
  return chain("letters", [
    refine("letter", { generate: draft, evaluate: agent("critic", { work: verdict }), rounds: 3 }),
    handoff("desk", { front, back }, { start: "front", max: 2 }),
    loop("shorten", agent("cut", { work: echo }), { until: () => false, max: 30, exhausted: "last" }),
  ]);
}

/** All of that in virtual time, until a second and a half. */
export const lettersRun: Watched = {
  plan: lettersPlan(),
  input: "a complaint",
  script: {
    act: cast({
      draft: [
        { afterMs: 100, asks: "To whom?" },
        { afterMs: 100, returns: "Dear Bob" },
      ],
      owner: { afterMs: 200, returns: "Bob" },
      polite: { afterMs: 50, returns: { verdict: "pass" } },
      critic: { afterMs: 40, returns: { verdict: "revise", feedback: "longer" } },
      "letters/letter/critic[1]": { afterMs: 40, returns: { verdict: "pass" } },
      front: { afterMs: 10, handsOff: { to: "back", context: "Dear Bob, again" } },
      back: { afterMs: 30, returns: "Dear Bob, it is" },
      cut: { afterMs: 10, returns: "Dear B" },
    }),
  },
};

const workers = {
  search: agent("search", { work: (query: string) => query }),
  read: agent("read", { work: (page: string) => page }),
};
type Workers = typeof workers;
const TASKS: readonly Task<Workers>[] = [
  { worker: "search", label: "licences", input: "who may use it" },
  { worker: "search", label: "prices", input: "what does it cost" },
  { worker: "read", label: "the manual", input: "manual.html" },
];

/** A planner whose tasks have labels; one of them fails, and is a result all the same. */
export const researchRun: Watched = {
  plan: orchestrate("research", {
    workers,
    planner: agent("plan", { work: (_: Progress<unknown, Workers>): readonly Task<Workers>[] => TASKS }),
    synthesizer: agent("write", { work: (_: Progress<unknown, Workers>) => "a report" }),
    rounds: 2,
    maxTasks: 5,
  }),
  input: "the goal",
  script: {
    act: cast({
      plan: { afterMs: 10, returns: TASKS },
      "research/plan[1]": { afterMs: 10, returns: [] },
      search: { afterMs: 200, returns: "found" },
      read: { afterMs: 100, throws: fail.permanent("no such page") },
      write: { afterMs: 50, returns: "a report" },
    }),
  },
};
