import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReadStream } from "node:tty";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readInput } from "../../src/cli/input.ts";
import { planFile, troupe } from "./troupe-process.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "troupe-input-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, json: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, json);
  return file;
}

const read = (source: string | undefined) => readInput(source, process.stdin);

it("is null where no input is named", async () => {
  expect(await read(undefined)).toBeNull();
});

it("reads JSON from a file", async () => {
  expect(await read(await written("ticket.json", '{"n": [1, null, "ä"]}\n'))).toEqual({ n: [1, null, "ä"] });
});

it("names the file that was probably meant", async () => {
  await written("ticket.json", "1");
  await expect(read(join(folder, "tiket.json"))).rejects.toThrow(
    `BAD_INPUT: There is no file ${join(folder, "tiket.json")}. Did you mean "ticket.json"?`,
  );
});

it("names no file where the folder is missing too", async () => {
  await expect(read(join(folder, "nowhere", "a.json"))).rejects.toThrow("Name a file with JSON, or -.");
});

it("reads a file that begins with a byte order mark", async () => {
  expect(await read(await written("marked.json", "\ufeff[1]"))).toEqual([1]);
});

it("says how JSON itself is given that stands where a file belongs", async () => {
  for (const json of ['{"a":1}', "[1, 2", '"Paris"'])
    await expect(read(json)).rejects.toThrow(
      `There is no file ${json}. To give JSON itself, pipe it in: echo '${json}' | troupe run … --input -`,
    );
});

it("names no file where none is near", async () => {
  await written("ticket.json", "1");
  await expect(read(join(folder, "zebra.json"))).rejects.toThrow(/zebra\.json\. Name a file with JSON, or -\.$/);
});

it("says why a file cannot be read", async () => {
  await expect(read(folder)).rejects.toThrow(/^BAD_INPUT: .* cannot be read: .*EISDIR.* Name a file with JSON\.$/);
});

it("refuses an empty file, and says how to give no input", async () => {
  const file = await written("empty.json", " \n");
  await expect(read(file)).rejects.toThrow(
    `BAD_INPUT: ${file} is empty. An input is JSON; for none, leave out --input, which means null.`,
  );
});

it("says at which line and column a file is not JSON", async () => {
  const file = await written("torn.json", '{\n  "a": 1,\n  b: 2\n}');
  await expect(read(file)).rejects.toThrow(/^BAD_INPUT: .*torn\.json is not JSON: .*\(line 3 column 3\)/);
});

it("says so where a file ends too soon", async () => {
  await expect(read(await written("short.json", "[1, "))).rejects.toThrow(
    /short\.json is not JSON: Unexpected end of JSON input/,
  );
});

it("reads JSON from the standard input for -", async () => {
  const { code, stdout } = await troupe(["run", planFile("echo.ts"), "--quiet", "--input", "-"], '{"n": 7}');
  expect({ code, output: stdout.split("\n")[1] }).toEqual({ code: 0, output: '  output    {"n":7}' });
});

it("says that it is the standard input which is not JSON", async () => {
  const { code, stderr } = await troupe(["run", planFile("echo.ts"), "--input", "-"], "nope");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^BAD_INPUT The standard input is not JSON: /);
});

it("waits for nobody to type JSON at a terminal", async () => {
  const terminal: NodeJS.ReadStream = Object.create(ReadStream.prototype, { isTTY: { value: true } });
  await expect(readInput("-", terminal)).rejects.toThrow("BAD_INPUT: The standard input is a terminal. Pipe JSON");
});
