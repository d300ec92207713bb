import { expect, it } from "vitest";
import { apartRules } from "../../../src/hosts/conformance/apart-rules.ts";
import { liveHost } from "../../../src/hosts/live/live-host.ts";
import { virtualHost } from "../../../src/hosts/virtual/virtual-host.ts";
import type { Host, Session } from "../../../src/kernel/port.ts";
import { broken, brokenRules } from "./broken-host.ts";

/** All runs in one place. */
function shared(): Host {
  const host = virtualHost();
  let session: Session | undefined;
  return { newRunId: () => host.newRunId(), open: (placement) => (session ??= host.open(placement)) };
}

it.concurrent.each([
  ["gives every run one name", () => ({ ...virtualHost(), newRunId: () => "run" }), "names every run differently"],
  ["has one place for all runs", shared, "keeps runs apart, also where their effects have the same ids"],
  ["closes all runs with one", shared, "withdraws, posts and closes for one run alone"],
  [
    "goes on after it was closed",
    broken(() => ({ close: () => {} })),
    "gives nothing after it was closed, whatever still works or is posted",
  ],
  [
    "cannot be closed twice",
    () => {
      let isClosed = false;
      return broken((session) => ({
        close() {
          if (isClosed) throw new Error("closed");
          isClosed = true;
          session.close();
        },
      }))();
    },
    "can be closed twice",
  ],
  [
    "leaves its alarm on",
    broken(() => ({ close: () => {} }), liveHost),
    "leaves no timer of its own once it is closed",
  ],
])("finds a host that %s", async (_, makeHost, rule) => {
  expect(await brokenRules(apartRules, makeHost, [rule])).toEqual([rule]);
});
