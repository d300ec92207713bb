import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { PATTERNS } from "../../bench/compare/patterns.ts";
import { troupe } from "../../bench/compare/probes/fan-out.ts";
import { PROBES } from "../../bench/compare/probes.ts";
import { OURS, PEERS, titleOf } from "../../bench/compare/sides.ts";
import { linesTable } from "../../bench/compare/tables.ts";
import packageJson from "../../package.json" with { type: "json" };
import { readDocument, ROOT } from "./documents.ts";

const { text } = readDocument("docs/compare.md");
const lines = text.split("\n");
const sides = [OURS, ...PEERS];

describe("docs/compare.md", () => {
  test("names scripts that are there", () => {
    const scripts = [...text.matchAll(/`(bench\/[a-z./-]+\.(?:ts|json))`/g)].map(([, path = ""]) => path);
    expect(scripts.length).toBeGreaterThan(25);
    expect(scripts.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test("has a script of every side behind every pattern and every probe", () => {
    const scripts = sides.flatMap(({ folder }) => [
      ...PATTERNS.map(({ id }) => join("bench", "compare", folder, "patterns", `${id}.ts`)),
      ...PROBES.map(({ id }) => join("bench", "compare", folder, "probes", `${id}.ts`)),
    ]);
    expect(scripts.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test("names the versions that are installed", () => {
    const named = [...text.matchAll(/(?:Troupe|LangGraph\.js|OpenAI Agents JS|Mastra) \d+\.\d+\.\d+/g)];
    expect(new Set(named.map(([title]) => title))).toEqual(new Set(sides.map(titleOf)));
  });

  test("counts the lines of the scripts as they are", () => {
    expect(text).toContain(linesTable(sides));
  });

  test("asks what the probes ask, by a command that package.json has", () => {
    for (const { id, question } of PROBES) {
      expect(text).toContain(`*${question}*`);
      expect(text).toContain(`npm run compare -- ${id}`);
    }
    expect(packageJson.scripts.compare).toContain("bench/compare/main.ts");
  });

  test("says of Troupe what its scripts print", { timeout: 60_000 }, async () => {
    const probes = PROBES.flatMap(({ id }) => (id === "fan-out" ? [] : [id]));
    const rows = (await compare("--no-peers", "patterns", ...probes))
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(rows.length).toBeGreaterThan(2 * PATTERNS.length + PROBES.length);
    expect(rows.filter((row) => !lines.some((line) => line.startsWith(row)))).toEqual([]);
  });

  test("measures a fan-out that comes to the right sum", async () => {
    expect(await troupe(50)).toBe(1_275);
  });
});

/** What the command prints, in a process of its own: it looks at the timers of the process. */
async function compare(...args: readonly string[]): Promise<string> {
  const flags = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning"];
  const main = join(ROOT, "bench", "compare", "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, main, ...args]);
  return stdout;
}
