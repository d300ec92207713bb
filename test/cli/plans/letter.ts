import { agent, approval } from "troupe";

/** A letter that no terminal has room for. */
const lines = Array.from({ length: 80 }, (_, line) => `line ${line} of the letter`);

export const plan = agent("letter", { work: () => lines.join("\n") }).gated(
  approval("fit-to-send", { deadlineMs: 60_000, otherwise: "reject" }),
);
