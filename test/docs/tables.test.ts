import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lookOf } from "../../src/cli/terminal/look.ts";
import type { AgentState } from "../../src/model/answer.ts";
import type { NodeEnd } from "../../src/model/fact.ts";
import { plannedRecord } from "../../src/model/fold-node.ts";
import { ATTEMPTS, ROUNDS, TIMEOUT_MS } from "../../supervisors/defaults.ts";
import { MISHAPS_PER_HUNDRED } from "../../examples/support-desk/desk/mishaps.ts";
import { readDocument, ROOT } from "./documents.ts";

/** What can be said of an agent in each state, and how its life can have ended there. */
const SAID: Readonly<Record<AgentState, { dispositions: readonly string[]; ends: readonly (NodeEnd | undefined)[] }>> =
  {
    idle: { dispositions: [""], ends: [undefined] },
    working: { dispositions: ["", "attempt 2", "recovering", "stopping", "aborting: timeout"], ends: [undefined] },
    "awaiting-gate": { dispositions: ["gate short", "waiting for a person: lead"], ends: [undefined] },
    failed: {
      dispositions: ["deciding", "retrying at 7", "replaced by another", "waiting for a person: escalation"],
      ends: [undefined, "failed", "stopped"],
    },
    done: { dispositions: [""], ends: ["done", "declined", "skipped", "restored"] },
  };

/** Every word that the terminal has for an agent in a state. */
function wordsFor(state: AgentState): readonly string[] {
  const { dispositions, ends } = SAID[state];
  const words = ends.flatMap((end) =>
    dispositions.map((disposition) => {
      const retryAt = disposition.startsWith("retrying") ? 7 : undefined;
      return lookOf({ ...plannedRecord("a", "agent"), state, end, disposition, retryAt }).word;
    }),
  );
  return [...new Set(words)].toSorted();
}

describe("tables that repeat what the code says", () => {
  test("the README names every mishap of the support desk, and how many mails it strikes", () => {
    const rows = [...readDocument("README.md").text.matchAll(/^\| `([a-z-]+)`: [^|]+\| (\d+) \|/gm)];
    expect(Object.fromEntries(rows.map(([, mishap, count]) => [mishap, Number(count)]))).toEqual(MISHAPS_PER_HUNDRED);
  });

  test("the README names the defaults of an agent", () => {
    const text = readDocument("README.md").text.replace(/\s+/g, " ");
    expect(text).toContain(`an attempt may take ${TIMEOUT_MS / 1_000} seconds`);
    expect(text).toContain(`an agent has ${ATTEMPTS} attempts, and ${ROUNDS} rounds more`);
  });

  test("the README names every word that the terminal has for each of the five states", () => {
    const rows = [...readDocument("README.md").text.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|$/gm)];
    const named = Object.fromEntries(rows.map(([, state = "", words = ""]) => [state, words.split(", ").toSorted()]));
    expect(named).toEqual({
      idle: wordsFor("idle"),
      working: wordsFor("working"),
      "awaiting-gate": wordsFor("awaiting-gate"),
      failed: wordsFor("failed"),
      done: wordsFor("done"),
    });
  });

  test("the README's shortest examples have as many lines as they say", () => {
    const parts = [...readDocument("README.md").text.matchAll(/^\/\/ .+, in (\d+) lines\.\n((?:.+\n)+)/gm)];
    expect(parts.map(([, said]) => Number(said))).toEqual([8, 3, 4]);
    expect(parts.map(([, , code = ""]) => code.trimEnd().split("\n").length)).toEqual([8, 3, 4]);
  });

  test("docs/architecture.md names every folder of the library, and no other", () => {
    const rows = [...readDocument("docs/architecture.md").text.matchAll(/^\| \d+ \| `([^`]+)` \|/gm)];
    const folders = globSync(["src/*/**/*.ts", "machines/**/*.ts", "supervisors/**/*.ts"], { cwd: ROOT }).map(
      (path) => /^(?:src\/[^/]+|[^/]+)/.exec(path.replaceAll("\\", "/"))?.[0],
    );
    expect(new Set(rows.map(([, folder]) => folder))).toEqual(new Set(folders));
  });
});
