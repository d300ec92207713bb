import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { USAGE } from "../../examples/support-desk/options.ts";
import { readDocument } from "./documents.ts";
import { blocksOf } from "./markdown.ts";

/** The commands of the README's shell blocks, one each. */
const commands = blocksOf(readDocument("README.md").text)
  .filter(({ language }) => language === "sh")
  .flatMap(({ code }) => code.split(/\n|&&/))
  .map((command) => command.trim())
  .filter((command) => command !== "");

test("the README's commands are npm's own and the scripts that package.json has", () => {
  const known = new Set(["ci", ...Object.keys(packageJson.scripts)]);
  const unknown = commands.filter((command) => {
    const [npm, script = ""] = command.replace(/^npm run /, "npm ").split(" ");
    return npm !== "npm" || !known.has(script);
  });
  expect(commands.length).toBeGreaterThan(3);
  expect(unknown).toEqual([]);
});

test("the README starts the support desk with options that it has", () => {
  const options = commands.flatMap((command) => (command.startsWith("npm start") ? command.match(/--[a-z]+/g) : []));
  expect(options.length).toBeGreaterThan(2);
  expect(options.filter((option) => option !== null && !USAGE.includes(`  ${option}`))).toEqual([]);
});
