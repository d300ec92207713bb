import { expect, it } from "vitest";
import { outsideRules } from "../../../src/hosts/conformance/outside-rules.ts";
import { broken, brokenRules, retelling } from "./broken-host.ts";

it.concurrent.each([
  [
    "does not hear what is posted",
    broken(() => ({ post: () => {} })),
    "hears what is posted while it waits for something else",
  ],
  [
    "hears the last post first",
    retelling((completions) => completions.toReversed()),
    "gives what is posted as a completion, in the order of posting, with what it said",
  ],
  [
    "answers questions by itself",
    broken((session) => ({
      begin(effects, at) {
        session.begin(effects, at);
        for (const { kind, id } of effects)
          if (kind === "question")
            session.post({ kind: "answered", at: session.now(), question: id, reply: { verdict: "approve" } });
      },
    })),
    "lets a question stand until somebody answers it",
  ],
  [
    "takes any value of a person",
    broken(() => ({ fit: (_site, _question, value) => Promise.resolve({ fits: true, value }) })),
    "holds a person's value against the output schema, and says what does not fit",
  ],
  [
    "holds an input against the output schema",
    broken((session) => ({
      fit: (site, question, value) => session.fit(site, { ...question, isOfInput: false }, value),
    })),
    "takes a person's value as it is where it is a step's input, and where there is no schema",
  ],
  [
    "cannot commit",
    broken(() => ({ commit: () => Promise.reject(new Error("the disk is full")) })),
    "takes facts, now or later",
  ],
])("finds a host that %s", async (_, makeHost, rule) => {
  expect(await brokenRules(outsideRules, makeHost, [rule])).toEqual([rule]);
});
