import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);

/** The compilers that users have, by the package that holds each. */
const compilers = ["typescript", "typescript-5.9"];

describe.each(compilers)("the public types under %s", (compiler) => {
  it("compile as the contract has them, and refuse what it refuses", { timeout: 120_000 }, async () => {
    const tsc = resolve(`${compiler}/package.json`).replace(/package\.json$/, "bin/tsc");
    const project = fileURLToPath(new URL("tsconfig.json", import.meta.url));
    expect(await diagnostics([tsc, "-p", project])).toBe("");
  });
});

/** What a compiler has to say; an unused expectation of an error is an error too. */
async function diagnostics(command: readonly string[]): Promise<string> {
  try {
    return (await run(process.execPath, command)).stdout;
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

it("builds at run time what compiles", async () => {
  const { runs } = await import("./positive.ts");
  expect(runs).toBeTypeOf("function");
  const { built } = await import("./positive-patterns.ts");
  expect(built).not.toHaveLength(0);
});
