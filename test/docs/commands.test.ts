import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { USAGE } from "../../examples/support-desk/options.ts";
import { createConsumer } from "./consumer.ts";
import { readDocument, ROOT } from "./documents.ts";
import { examplesOf } from "./examples.ts";
import { blocksOf } from "./markdown.ts";

const readme = readDocument("README.md");
const shellBlocks = blocksOf(readme.text).filter(({ language }) => language === "sh");

/** The commands of the README's shell blocks, one each. */
const commands = shellBlocks
  .flatMap(({ code }) => code.split(/\n|&&/))
  .map((command) => command.trim())
  .filter((command) => command !== "");
const consumer = createConsumer();

beforeAll(() => {
  for (const { file, code } of examplesOf(readme)) consumer.write(file, code);
});
afterAll(() => consumer.remove());

test("the README's npm commands are npm's own and the scripts that package.json has", () => {
  const known = new Set(["ci", "pack", "pkg", "install", ...Object.keys(packageJson.scripts)]);
  const scripts = commands.flatMap((command) => {
    const [npm, script = ""] = command.replace(/^npm run /, "npm ").split(" ");
    return npm === "npm" ? [script] : [];
  });
  expect(scripts.length).toBeGreaterThan(8);
  expect(scripts.filter((script) => !known.has(script))).toEqual([]);
});

test("the README starts the support desk with options that it has", () => {
  const options = commands.flatMap((command) =>
    command.startsWith("npm start") ? command.replace("--silent", "").match(/--[a-z]+/g) : [],
  );
  expect(options.length).toBeGreaterThan(2);
  expect(options.filter((option) => option !== null && !USAGE.includes(`  ${option}`))).toEqual([]);
});

test("the README installs the file that npm pack makes", () => {
  expect(commands).toContain(`npm install ../troupe/${packageJson.name}-${packageJson.version}.tgz`);
});

test("the README's block for the troupe command runs and draws the README's own plan.ts", {
  timeout: 60_000,
}, async () => {
  const block = shellBlocks.find(({ code }) => code.includes("npm run troupe --"))?.code ?? "";
  const said = await shell(block.replaceAll("npm run troupe --", "troupe"));
  expect(said).toContain('output    {"weather":"sunny in Paris","traffic":"unknown"}');
  expect(said).toContain("flowchart TD");
});

/** Runs shell commands in the consumer's folder, with the command line of the sources as `troupe`. */
function shell(block: string): Promise<string> {
  const flags = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning"];
  const words = [process.execPath, ...flags, join(ROOT, "src", "cli", "main.ts")].map((word) => `'${word}'`).join(" ");
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile("sh", ["-ec", `troupe() { ${words} "$@"; }\n${block}`], { cwd: consumer.folder }, (error, stdout) =>
    error === null ? resolve(stdout) : reject(error),
  );
  return promise;
}
