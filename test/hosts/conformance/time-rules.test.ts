import { expect, it } from "vitest";
import { timeRules } from "../../../src/hosts/conformance/time-rules.ts";
import type { Completion } from "../../../src/model/effect.ts";
import { broken, brokenLive, brokenRules, retelling } from "./broken-host.ts";

const asksFor = (change: (wakeAt: number) => number | undefined) =>
  broken((session) => ({
    next: ({ outstanding, wakeAt }) =>
      session.next({ outstanding, wakeAt: wakeAt === undefined ? undefined : change(wakeAt) }),
  }));

let backwards = 1_000_000;

it.concurrent.each([
  ["never wakes", asksFor(() => undefined), "wakes at the time that was asked for, not earlier, and not never"],
  ["wakes early", asksFor((at) => at - 5), "wakes at the time that was asked for, not earlier, and not never"],
  [
    "wakes by its first alarm alone",
    (() => {
      let first: number | undefined;
      return asksFor((at) => (first ??= at));
    })(),
    "goes on waking, time after time",
  ],
  [
    "wakes though nobody asked",
    broken((session) => ({ next: (waiting) => session.next({ ...waiting, wakeAt: waiting.wakeAt ?? session.now() }) })),
    "does not wake where nobody asks to be woken any more",
  ],
  [
    "wakes for what is too far for Node's timers",
    brokenLive((session) => ({
      next: (waiting) =>
        (waiting.wakeAt ?? 0) - session.now() > 2 ** 31
          ? new Promise<readonly Completion[]>((resolve) => {
              setTimeout(() => resolve([{ kind: "woke", at: session.now() }]), 2 ** 33 % 2 ** 31);
            })
          : session.next(waiting),
    })),
    "does not take a time that is too far for Node's timers for now",
  ],
  [
    "turns its clock back",
    retelling((completions) => completions.map((completion) => ({ ...completion, at: backwards-- }))),
    "gives every completion a whole millisecond of a clock that never goes back",
  ],
  [
    "has a clock with fractions",
    retelling((completions) => completions.map((completion) => ({ ...completion, at: completion.at + 0.5 }))),
    "gives every completion a whole millisecond of a clock that never goes back",
  ],
])("finds a host that %s", async (_, makeHost, rule) => {
  expect(await brokenRules(timeRules, makeHost, [rule])).toEqual([rule]);
});
