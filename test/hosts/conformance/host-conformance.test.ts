import { expect, it } from "vitest";
import { HOST_RULES, hostConformance } from "../../../src/hosts/conformance/host-conformance.ts";
import { virtualHost } from "../../../src/hosts/virtual/virtual-host.ts";

it("hands every rule, by its name, to whatever runs tests", () => {
  const names: string[] = [];
  hostConformance(virtualHost, (name) => void names.push(name));
  expect(names).toEqual(HOST_RULES.map(({ name }) => name));
});

it("names every rule differently, as a sentence about a host", () => {
  const names = HOST_RULES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]+,? .*[^.]$/.test(name))).toEqual([]);
});

it("makes a host for each rule: no rule depends on another", async () => {
  let made = 0;
  const checks: Promise<void>[] = [];
  hostConformance(
    () => {
      made += 1;
      return virtualHost();
    },
    (_, check) => void checks.push(check()),
  );
  await Promise.all(checks);
  expect(made).toBeGreaterThanOrEqual(HOST_RULES.length);
});

it("rejects where a rule does not hold", async () => {
  const failures: string[] = [];
  const checks: Promise<unknown>[] = [];
  hostConformance(
    () => ({ ...virtualHost(), newRunId: () => "one name for all" }),
    (name, check) => void checks.push(check().catch(() => failures.push(name))),
  );
  await Promise.all(checks);
  expect(failures).toEqual(["names every run differently"]);
});
