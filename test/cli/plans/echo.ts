import { agent } from "troupe";

/** Gives back its input. */
export const plan = agent("echo", { work: (input: unknown) => input });
