import { agent } from "troupe";

export const answer = 42;
export const makePlan = () => agent("made", { work: () => 1 });
