import { setTimeout as sleep } from "node:timers/promises";
import { agent, approval, orchestrate, type Progress, retry, type Task } from "troupe";

/** A planner's tasks, which two people must approve, and what becomes of them; one worker gives up. */
const workers = {
  search: agent("search", { work: (query: string) => sleep(300, query.length) }),
  read: agent("read", {
    work: async (page: string) => {
      await sleep(200);
      throw new Error(`no such page: ${page}`);
    },
  }).supervised({ transient: [retry({ attempts: 1 })] }),
};
type Workers = typeof workers;

const TASKS: readonly Task<Workers>[] = [
  { worker: "search", label: "licences", input: "who may use it" },
  { worker: "search", label: "prices", input: "what does it cost" },
  { worker: "search", label: "gossip", input: "what do they say" },
  { worker: "read", label: "the manual", input: "manual.html" },
];

export const plan = orchestrate("research", {
  workers,
  planner: agent("plan", { work: ({ round }: Progress<unknown, Workers>) => (round > 1 ? [] : TASKS) }),
  synthesizer: agent("write", {
    work: ({ results }: Progress<unknown, Workers>) =>
      sleep(
        300,
        results.map(({ label, status }) => `${label}: ${status}`),
      ),
  }),
  rounds: 2,
  maxTasks: 10,
  approve: approval("tasks", {
    asks: "Shall we do all of that?",
    when: (tasks) => tasks.length > 0,
    quorum: 2,
    roles: ["legal", "lead"],
    deadlineMs: 60_000,
    otherwise: "reject",
  }),
});
