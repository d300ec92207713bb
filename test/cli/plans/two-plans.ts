import { agent } from "troupe";

export const first = agent("first", { work: () => 1 });
export const second = agent("second", { work: () => 2 });
export const answer = 42;
