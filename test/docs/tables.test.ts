import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MISHAPS_PER_HUNDRED } from "../../examples/support-desk/desk/mishaps.ts";
import { readDocument, ROOT } from "./documents.ts";

describe("tables that repeat what the code says", () => {
  test("the README names every mishap of the support desk, and how many mails it strikes", () => {
    const rows = [...readDocument("README.md").text.matchAll(/^\| `([a-z-]+)`: [^|]+\| (\d+) \|/gm)];
    expect(Object.fromEntries(rows.map(([, mishap, count]) => [mishap, Number(count)]))).toEqual(MISHAPS_PER_HUNDRED);
  });

  test("docs/architecture.md names every folder of the library, and no other", () => {
    const rows = [...readDocument("docs/architecture.md").text.matchAll(/^\| \d+ \| `([^`]+)` \|/gm)];
    const folders = globSync(["src/*/**/*.ts", "machines/**/*.ts", "supervisors/**/*.ts"], { cwd: ROOT }).map(
      (path) => /^(?:src\/[^/]+|[^/]+)/.exec(path.replaceAll("\\", "/"))?.[0],
    );
    expect(new Set(rows.map(([, folder]) => folder))).toEqual(new Set(folders));
  });
});
