import { expect, it } from "vitest";
import * as defaults from "../../supervisors/defaults.ts";

const { ALLOWED, DEFAULT_CHAINS, RETRY, REVISE } = defaults;

it("retries what may pass by itself, revises what was found wrong, and gives up on the rest", () => {
  const retried = new Set(["transient", "rate-limited", "timeout", "unresponsive", "lost"]);
  const does = Object.entries(DEFAULT_CHAINS).map(([kind, chain]) => [kind, chain.map((directive) => directive.does)]);
  expect(Object.fromEntries(does)).toEqual({
    ...Object.fromEntries(Object.keys(ALLOWED).map((kind) => [kind, retried.has(kind) ? ["retry"] : []])),
    "invalid-output": ["revise"],
  });
});

it("counts three attempts in all, two rounds of revise, and one restart of a group", () => {
  expect(defaults).toMatchObject({ ATTEMPTS: 3, ROUNDS: 2, RESTARTS: 1 });
  expect([RETRY, REVISE]).toMatchObject([{ attempts: 3, scope: "one", restarts: 0 }, { rounds: 2 }]);
});

it("waits half a second, doubling, at most half a minute, with full jitter", () => {
  expect(defaults.BACKOFF).toEqual({ initialMs: 500, factor: 2, maxMs: 30_000, jitter: "full" });
});

it("waits an hour at most where a provider asks for it", () => {
  expect(defaults).toMatchObject({ RETRY_AFTER_MAX_MS: 3_600_000 });
});

it("gives an attempt 30 seconds, and 5 more to heed its abort", () => {
  expect(defaults).toMatchObject({ TIMEOUT_MS: 30_000, GRACE_MS: 5_000 });
});

it("takes no default that the kind does not allow", () => {
  const wrong = Object.entries(DEFAULT_CHAINS).filter(([kind, chain]) =>
    chain.some(({ does }) => !Object.entries(ALLOWED).some(([of, allowed]) => of === kind && allowed.includes(does))),
  );
  expect(wrong).toEqual([]);
});

it("never retries what a person or a gate rejected, and what will not get better", () => {
  expect([ALLOWED.rejected, ALLOWED.permanent]).toEqual([
    ["skip", "fallback", "escalate"],
    ["skip", "fallback", "escalate"],
  ]);
});

it("revises nothing but an invalid output", () => {
  const revised = Object.entries(ALLOWED).filter(([, allowed]) => allowed.includes("revise"));
  expect(revised.map(([kind]) => kind)).toEqual(["invalid-output"]);
});

it("asks no policy about a cancellation, and lets a spent budget only be skipped or passed on", () => {
  expect([ALLOWED.cancelled, ALLOWED.budget]).toEqual([[], ["skip", "escalate"]]);
});
