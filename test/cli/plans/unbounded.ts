import { agent, map } from "troupe";

/** Nothing says how many items there may be. */
export const plan = map("unbounded", agent("each", { work: (item: number) => item }));
