import { deepEqual, doesNotThrow, equal, ok } from "node:assert/strict";
import type { Completion, Effect } from "../../model/effect.ts";
import type { Spec } from "../../plan/spec.ts";
import type { HostRule } from "./host-rule.ts";
import { ended, placeRun, site, timeless } from "./placed-run.ts";

/** The functions of a plan that are not work: a branch's, a selection's, a gate's. */
export const functionRules: readonly HostRule[] = [
  {
    name: "gives what a plan's function gave, as JSON, with the arguments that it was asked with",
    async check(makeHost) {
      const spec = planFunction((...args) => ({ args, nothing: undefined }));
      deepEqual(timeless(await asked(makeHost, spec, ofPlan(1, "two"))), [
        { kind: "evaluated", id: "f", value: { args: [1, "two"] } },
      ]);
    },
  },
  {
    name: "asks a gate's function about the value and what the answer says of itself, before and after",
    async check(makeHost) {
      const test = (value: unknown, about: object) => [{ message: JSON.stringify([value, about]) }];
      const gate = { kind: "check", name: "gate", test } as const;
      const never = { kind: "check", name: "never", test: () => true } as const;
      const spec = site({ gatesBefore: [gate], gatesAfter: [never, gate] });
      for (const place of [{ gates: "before", index: 0 } as const, { gates: "after", index: 1 } as const]) {
        const effect: Effect = { ...ofPlan("value", { confidence: 0.4, odd: 1 }), of: place };
        const message = '["value",{"confidence":0.4}]';
        deepEqual(timeless(await asked(makeHost, spec, effect)), [
          { kind: "evaluated", id: "f", value: [{ message }] },
        ]);
      }
    },
  },
  {
    name: "asks an input schema, which may answer later, and says only whether the input fits",
    async check(makeHost) {
      const atOnce = site({ input: (value) => ({ value: [value] }) });
      const later = site({ input: async (value) => ({ value: [value] }) });
      for (const spec of [atOnce, later, site({})])
        deepEqual(timeless(await asked(makeHost, spec, ofInput("value"))), [
          { kind: "evaluated", id: "f", value: true },
        ]);
    },
  },
  {
    name: "tells what an input schema has against an input, or that it threw",
    async check(makeHost) {
      const issues = (value: unknown) => ({ issues: [{ message: `odd: ${JSON.stringify(value)}`, path: ["n"] }] });
      for (const spec of [site({ input: issues }), site({ input: async (value) => issues(value) })])
        deepEqual(timeless(await asked(makeHost, spec, ofInput(7))), [
          { kind: "invalid", id: "f", where: "input", issues: [{ message: "odd: 7", path: ["n"] }], previous: 7 },
        ]);
      const boom = () => {
        throw new Error("cannot tell");
      };
      for (const spec of [site({ input: boom }), site({ input: async () => boom() })]) {
        const [end] = await asked(makeHost, spec, ofInput(7));
        ok(end?.kind === "threw" && end.id === "f");
        equal(end.thrown.message, "the schema of the input threw: cannot tell");
      }
    },
  },
  {
    name: "gives what a function threw, and does not throw itself",
    async check(makeHost) {
      const spec = planFunction(() => {
        throw new Error("cannot tell");
      });
      const [end] = await asked(makeHost, spec, ofPlan());
      ok(end?.kind === "notEvaluated" && end.id === "f");
      equal(end.thrown.message, "cannot tell");
    },
  },
  {
    name: "takes what is not JSON for no answer",
    async check(makeHost) {
      const [end] = await asked(
        makeHost,
        planFunction(() => () => {}),
        ofPlan(),
      );
      equal(end?.kind, "notEvaluated");
    },
  },
  {
    name: "takes a promise for no answer, and lets nobody hear of its rejection",
    async check(makeHost) {
      const unheard: unknown[] = [];
      const hear = (error: unknown) => void unheard.push(error);
      process.on("unhandledRejection", hear);
      const late = () => Promise.reject(new Error("nobody waits for this"));
      const gated = site({ gatesAfter: [{ kind: "check", name: "late", test: late }] });
      const [ofGate] = await asked(makeHost, gated, { ...ofPlan("value", {}), of: { gates: "after", index: 0 } });
      const [ofBranch] = await asked(makeHost, planFunction(late), ofPlan());
      await new Promise((resolve) => setImmediate(resolve));
      process.off("unhandledRejection", hear);
      deepEqual([ofGate?.kind, ofBranch?.kind, unheard], ["notEvaluated", "notEvaluated", []]);
    },
  },
];

function planFunction(evaluate: (...args: readonly unknown[]) => unknown): Spec {
  return { kind: "branch", name: "branch", children: [], evaluate };
}

function ofPlan(...args: readonly unknown[]): Extract<Effect, { kind: "evaluate" }> {
  return { kind: "evaluate", id: "f", site: 0, path: "branch", of: "plan", args };
}

function ofInput(value: unknown): Effect {
  return { ...ofPlan(value), path: "agent", of: "input" };
}

type Opens = Parameters<HostRule["check"]>[0];

async function asked(makeHost: Opens, spec: Spec, effect: Effect): Promise<readonly Completion[]> {
  const run = placeRun(makeHost(), [spec]);
  doesNotThrow(() => run.begin(effect));
  return run.until(ended(1));
}
