import { agent } from "troupe";

export const answer = 42;
export const desk = agent("only", { work: () => answer });
