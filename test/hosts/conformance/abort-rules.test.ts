import { expect, it } from "vitest";
import { abortRules } from "../../../src/hosts/conformance/abort-rules.ts";
import { broken, brokenRules } from "./broken-host.ts";

it.concurrent.each([
  [
    "does not withdraw",
    broken(() => ({ withdraw: () => {} })),
    [
      "fires the signal of work that is withdrawn, says why, and still gives its end",
      "shows the abort to work that asks for its signal only afterwards",
    ],
  ],
  [
    "says no reason",
    broken((session) => ({ withdraw: (id) => session.withdraw(id, "") })),
    ["fires the signal of work that is withdrawn, says why, and still gives its end"],
  ],
  [
    "withdraws what it begins",
    broken((session) => ({
      begin(effects, at) {
        session.begin(effects, at);
        for (const { id } of effects) session.withdraw(id, "at once");
      },
    })),
    ["leaves the signal of work that is not withdrawn alone"],
  ],
  [
    "remembers work that is over",
    broken((session, { sites }) => {
      const controllers = new Map<string, AbortController>();
      return {
        begin(effects, at) {
          for (const effect of effects) {
            if (effect.kind !== "work") continue;
            const controller = new AbortController();
            controllers.set(effect.id, controller);
            const context = Object.assign(JSON.parse("{}"), { signal: controller.signal });
            void sites[effect.site]?.agent?.work?.(effect.input, context);
            session.post({ kind: "returned", at, id: effect.id, value: null });
          }
        },
        withdraw: (id, why) => controllers.get(id)?.abort(why),
      };
    }),
    ["leaves the signal of work that is over alone, whether it ended at once or later"],
  ],
  [
    "forgets work that has told of its progress",
    broken((session) => {
      const told = new Set<string>();
      return {
        async next(waiting) {
          const completions = await session.next(waiting);
          for (const completion of completions) if (completion.kind === "progressed") told.add(completion.id);
          return completions;
        },
        withdraw: (id, why) => (told.has(id) ? undefined : session.withdraw(id, why)),
      };
    }),
    ["fires the signal also of work that has told of its progress and its spending"],
  ],
  [
    "gives an end of its own to what is withdrawn",
    broken((session) => ({
      withdraw(id, why) {
        session.withdraw(id, why);
        session.post({ kind: "threw", at: session.now(), id, thrown: { name: "AbortError", message: why } });
      },
    })),
    [
      "waits for work that ignores its abort, and gives the end that it comes to",
      "takes a withdrawal of what is over, of a question, and of what never was for nothing",
    ],
  ],
  [
    "refuses to withdraw what it does not know",
    broken((session) => ({
      withdraw(id, why) {
        if (id === "nobody") throw new Error("no such effect");
        session.withdraw(id, why);
      },
    })),
    ["takes a withdrawal of what is over, of a question, and of what never was for nothing"],
  ],
])("finds a host that %s", async (_, makeHost, rules) => {
  expect(await brokenRules(abortRules, makeHost, rules)).toEqual(rules);
});
