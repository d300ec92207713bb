import { agent } from "troupe";

/** A module that leaves something running. */
setInterval(() => {}, 1_000);

export const plan = agent("lingering", { work: () => 1 });
