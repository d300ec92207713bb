import { agent, chain } from "troupe";

const read = agent("read", { work: (name: string) => name, timeoutMs: 5_000 });
const send = agent("send", { work: (name: string) => name }).supervised({ "*": [] });

/** What became of the plan of doubtful.ts. */
export const plan = chain("slow", [read, send]);
