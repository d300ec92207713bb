import { expect, it } from "vitest";
import { functionRules } from "../../../src/hosts/conformance/function-rules.ts";
import { broken, brokenRules, retelling } from "./broken-host.ts";

it.concurrent.each([
  [
    "hands a function no arguments",
    broken((session) => ({
      begin: (effects, at) =>
        session.begin(
          effects.map((effect) => (effect.kind === "evaluate" ? { ...effect, args: [] } : effect)),
          at,
        ),
    })),
    [
      "gives what a plan's function gave, as JSON, with the arguments that it was asked with",
      "asks a gate's function about the value and what the answer says of itself, before and after",
      "tells what an input schema has against an input, or that it threw",
    ],
  ],
  [
    "throws what a function throws",
    broken((session, { sites }) => ({
      begin(effects, at) {
        for (const effect of effects) if (effect.kind === "evaluate") sites[effect.site]?.evaluate?.(...effect.args);
        session.begin(effects, at);
      },
    })),
    ["gives what a function threw, and does not throw itself"],
  ],
  [
    "takes everything for an answer",
    retelling((completions) =>
      completions.map((end) => (end.kind === "notEvaluated" ? { ...end, kind: "evaluated", value: null } : end)),
    ),
    ["takes what is not JSON for no answer", "takes a promise for no answer, and lets nobody hear of its rejection"],
  ],
  [
    "takes every input for one that fits",
    retelling((completions) =>
      completions.map((end) =>
        end.kind === "invalid" || end.kind === "threw"
          ? { kind: "evaluated", id: end.id, at: end.at, value: true }
          : end,
      ),
    ),
    ["tells what an input schema has against an input, or that it threw"],
  ],
  [
    "does not wait for a schema",
    broken((session, { sites }) => ({
      begin: (effects, at) =>
        session.begin(
          effects.filter(
            (effect) =>
              effect.kind !== "evaluate" ||
              effect.of !== "input" ||
              !(sites[effect.site]?.agent?.input?.(null) instanceof Promise),
          ),
          at,
        ),
    })),
    ["asks an input schema, which may answer later, and says only whether the input fits"],
  ],
])("finds a host that %s", async (_, makeHost, rules) => {
  expect(await brokenRules(functionRules, makeHost, rules)).toEqual(rules);
});
