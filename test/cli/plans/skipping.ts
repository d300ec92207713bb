import { agent, chain, fail, skip } from "troupe";

const refuse = agent("refuse", {
  work(): number {
    throw fail.permanent("there is nothing to be done");
  },
}).supervised({ permanent: [skip(0)] });

export const plan = chain("skipping", [refuse]);
