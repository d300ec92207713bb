import { expect, it } from "vitest";
import { workRules } from "../../../src/hosts/conformance/work-rules.ts";
import { broken, brokenLive, brokenRules, retelling } from "./broken-host.ts";

it.concurrent.each([
  [
    "performs effects twice",
    broken((session) => ({ begin: (effects, at) => session.begin([...effects, ...effects], at) })),
    "performs each effect once, and gives its end once",
  ],
  [
    "says ends twice",
    retelling((completions) => completions.flatMap((completion) => [completion, completion])),
    "performs each effect once, and gives its end once",
  ],
  [
    "loses an end",
    retelling((completions) => completions.filter((completion) => !("id" in completion && completion.id === "a[7]"))),
    "performs a wide fan-out, each of it",
  ],
  [
    "performs the first site for every effect",
    broken((session) => ({
      begin: (effects, at) =>
        session.begin(
          effects.map((effect) => (effect.kind === "question" ? effect : { ...effect, site: 0 })),
          at,
        ),
    })),
    "performs the work of the site that the effect names",
  ],
  [
    "forgets the feedback",
    broken((session) => ({
      begin: (effects, at) =>
        session.begin(
          effects.map((effect) => (effect.kind === "work" ? { ...effect, feedback: undefined } : effect)),
          at,
        ),
    })),
    "hands the work its input, its attempt, its feedback, its brief and its key",
  ],
  [
    "gives ends by their ids",
    retelling((completions) => completions.filter((completion) => !("id" in completion && completion.id === "c"))),
    "gives ends in the order in which they came, not in the order of their begins",
  ],
  [
    "throws what work throws",
    broken((session, { sites }) => ({
      begin(effects, at) {
        for (const effect of effects)
          if (effect.kind === "work") void sites[effect.site]?.agent?.work?.(effect.input, JSON.parse("{}"));
        session.begin(effects, at);
      },
    })),
    "does not throw out of begin for what work does",
  ],
  [
    "lets nobody else have a turn",
    brokenLive(() => ({ breathe: () => {} })),
    "asks whoever holds its clock for long to let others have a turn",
  ],
])("finds a host that %s", async (_, makeHost, rule) => {
  expect(await brokenRules(workRules, makeHost, [rule])).toEqual([rule]);
});
