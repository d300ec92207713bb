import { agent, chain, map } from "troupe";

const read = agent("read", { work: (name: string) => name, expects: { latencyMs: 45_000 } });
const again = agent("again", { work: (name: string) => name });

/** With an error. */
export const slow = chain("slow", [read, again]);
/** With a warning, and a note. */
export const wide = map("wide", again, { concurrency: 1 });
/** As the first one was before. */
export const plan = chain("slow", [agent("read", { work: (name: string) => name }), again]);
