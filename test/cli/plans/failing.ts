import { agent, chain, fail } from "troupe";

const refuse = agent("refuse", {
  work(): number {
    throw fail.permanent("there is nothing to be done");
  },
});

export const plan = chain("failing", [refuse]);
