import { readdir, readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { text } from "node:stream/consumers";
import { didYouMean, nearNames } from "../model/near.ts";
import { TroupeError } from "../model/troupe-error.ts";

/**
 * Reads the input of a run: JSON from a file, or from the standard input for `-`; null where none is named.
 *
 * @throws TroupeError BAD_INPUT with what is wrong and where
 */
export async function readInput(source: string | undefined, stdin: NodeJS.ReadStream): Promise<unknown> {
  if (source === undefined) return null;
  const where = source === "-" ? "The standard input" : source;
  const json = source === "-" ? await fromStdin(stdin) : await fromFile(source);
  return parse(json.replace(/^\ufeff/, ""), where);
}

async function fromStdin(stdin: NodeJS.ReadStream): Promise<string> {
  if (!stdin.isTTY) return text(stdin);
  throw badInput(
    "The standard input is a terminal.",
    "Pipe JSON into the command, as in: echo '{\"n\": 1}' | troupe run …",
  );
}

async function fromFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ENOENT") throw badInput(`${file} cannot be read: ${String(error)}.`, "Name a file with JSON.");
    const names = await readdir(dirname(file)).catch(() => []);
    const near = nearNames(
      basename(file),
      names.filter((name) => name.endsWith(".json")),
    );
    throw badInput(`There is no file ${file}.`, remedyFor(file, near));
  }
}

function remedyFor(file: string, near: readonly string[]): string {
  if (/^\s*[{["]/.test(file)) return `To give JSON itself, pipe it in: echo '${file}' | troupe run … --input -`;
  return near.length === 0 ? "Name a file with JSON, or -." : didYouMean(basename(file), near);
}

function parse(json: string, where: string): unknown {
  if (json.trim() === "")
    throw badInput(`${where} is empty.`, "An input is JSON; for none, leave out --input, which means null.");
  try {
    return JSON.parse(json);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw badInput(`${where} is not JSON: ${placed(said, json)}.`, "Mend it there; keys and texts need double quotes.");
  }
}

/** What Node says of it, on one line; where it names the position only, with the line and the column. */
function placed(said: string, json: string): string {
  const words = said.replace(/\s+/g, " ").replace(/ is not valid JSON$/, "");
  const position = / at position (\d+)/.exec(said)?.[1];
  if (position === undefined || said.includes("line ")) return words;
  const before = json.slice(0, Number(position)).split("\n");
  return `${words} (line ${before.length} column ${(before.at(-1) ?? "").length + 1})`;
}

function badInput(what: string, remedy: string): TroupeError {
  return new TroupeError("BAD_INPUT", { what, remedy });
}
