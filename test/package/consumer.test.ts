import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "troupe-consumer-"));
const consumer = join(scratch, "consumer");

/** What is published, packed from a copy, so that nothing of the working tree is touched. */
const PACKED = [
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "scripts",
  "src",
  "machines",
  "supervisors",
  "docs",
  "LICENSE",
  "README.md",
  "CHANGELOG.md",
  "plan.schema.json",
];
const DEPENDENCIES = ["xstate", "immer", "@standard-schema", "zod", "@types", "undici-types"];

const PROGRAM = `
import { agent, chain, createRuntime, memoryJournal, retry, skip, sqliteJournal, type Journal, type Outcome } from "troupe";
import { agentMachine, supervisorMachine } from "troupe/machines";
import { decide, DEFAULT_CHAINS } from "troupe/supervisors";
import { HOST_RULES, type JournalPlace, journalConformance } from "troupe/testing";
import { z } from "zod";

const double = agent("double", { input: z.number(), output: z.number(), work: (n) => n * 2 });
const flaky = agent("flaky", { work: async (n: number): Promise<number> => { throw new Error("no " + n); } })
  .supervised({ transient: [retry({ attempts: 2, delayMs: 1 }), skip(7)] });
const runtime = createRuntime();
const outcome: Outcome<number> = await runtime.start(chain("both", [double, flaky]), 4).outcome;
await runtime.close();
// @ts-expect-error a plan's input has its type
(): unknown => runtime.start(double, "four");
const journals: readonly Journal[] = [memoryJournal(), sqliteJournal("./consumer.db", { sync: "normal" })];
for (const journal of journals) await (await journal.write()).close();
const checks: (() => Promise<void>)[] = [];
const place = (): JournalPlace => {
  const journal = memoryJournal();
  return { journal, lapse: () => journal.lapse() };
};
journalConformance(place, (_, check) => checks.push(check));
for (const check of checks) await check();
console.log(checks.length > 20, HOST_RULES.length > 20, outcome.status, outcome.status === "degraded" ? outcome.output : "", agentMachine.id, supervisorMachine.id, typeof decide, DEFAULT_CHAINS.permanent.length);
`;

/** The first of `engines` in package.json; it cannot strip types, so that the module is plain JavaScript, and has no SQLite. */
const OLDEST = "22.0.0";
const MODULE = `
import { agent, chain, createRuntime, map, sqliteJournal } from "troupe";

const list = agent("list", { work: (n) => [n, n, n] });
const add = agent("add", { work: (numbers) => numbers.reduce((a, b) => a + b) });
export const plan = chain("sum", [list, map("each", agent("double", { work: async (n = 0) => n * 2 }), { maxItems: 3 }), add]);

const runtime = createRuntime();
const outcome = await runtime.start(plan, 1).outcome;
await runtime.close();
const refusal = await sqliteJournal("./oldest.db").write().catch(({ code }) => code);
console.log(outcome.status, outcome.output, refusal);
`;

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, [...args], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Errors of a compiler are on its stdout, which the exception hides. */
function compile(compiler: string): string {
  const tsc = join(root, "node_modules", compiler, "bin", "tsc");
  try {
    return run(process.execPath, [tsc, "-p", "tsconfig.json"], consumer);
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

describe("the package, as somebody installs it", () => {
  beforeAll(() => {
    const source = join(scratch, "source");
    for (const name of PACKED) cpSync(join(root, name), join(source, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(source, "node_modules"));
    const npmRun = { name: run("npm", ["pack", "--json", "--silent"], source) };
    const [packed]: { readonly filename: string }[] = JSON.parse(npmRun.name.slice(npmRun.name.indexOf("[")));
    if (packed === undefined) throw new Error("npm pack made nothing");
    const target = join(consumer, "node_modules", "troupe");
    mkdirSync(target, { recursive: true });
    run("tar", ["-xzf", join(source, packed.filename), "-C", target, "--strip-components=1"], scratch);
    for (const name of DEPENDENCIES)
      symlinkSync(join(root, "node_modules", name), join(consumer, "node_modules", name));
    writeFileSync(join(consumer, "package.json"), JSON.stringify({ name: "consumer", type: "module" }));
    const compilerOptions = {
      module: "nodenext",
      target: "es2024",
      strict: true,
      skipLibCheck: false,
      noEmit: true,

      types: ["node"],
    };
    writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.mts"] }));
    writeFileSync(join(consumer, "program.mts"), PROGRAM);
  }, 120_000);

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it("type-checks under TypeScript 7 in strict mode, libraries included", () => {
    expect(compile("typescript")).toBe("");
  }, 60_000);

  it("type-checks under TypeScript 5.9", () => {
    expect(compile("typescript-5.9")).toBe("");
  }, 60_000);

  it("runs", () => {
    expect(run(process.execPath, ["program.mts"], consumer).trim()).toBe(
      "true true degraded 7 agent supervisor function 0",
    );
  }, 60_000);

  it("runs on the oldest Node that it promises to run on", () => {
    const oldest = join(scratch, "oldest");
    mkdirSync(oldest);
    writeFileSync(join(oldest, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }));
    run("npm", ["install", `node@${OLDEST}`, "--no-audit", "--no-fund", "--silent"], oldest);
    const node = join(oldest, "node_modules", "node", "bin", "node");
    const main = join(consumer, "node_modules", "troupe", "dist", "src", "cli", "main.js");
    writeFileSync(join(consumer, "module.mjs"), MODULE);
    expect(run(node, ["--version"], consumer).trim()).toBe(`v${OLDEST}`);
    expect(run(node, ["module.mjs"], consumer).trim()).toBe("done 6 JOURNAL_UNREADABLE");
    expect(run(node, [main, "run", "module.mjs", "--export", "plan", "--json"], consumer)).toContain('"status":"done"');
  }, 240_000);

  it("brings a command that answers", () => {
    const main = join(consumer, "node_modules", "troupe", "dist", "src", "cli", "main.js");
    expect(run(process.execPath, [main, "--help"], consumer)).toContain("troupe run");
  }, 60_000);

  it("has no other runtime dependencies than XState, immer and the Standard Schema types", () => {
    const manifest: { readonly dependencies: Record<string, string> } = JSON.parse(run("cat", ["package.json"], root));
    expect(Object.keys(manifest.dependencies).toSorted()).toEqual(["@standard-schema/spec", "immer", "xstate"]);
  });
});
