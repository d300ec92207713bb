import { existsSync, readFileSync } from "node:fs";
import { nameOf, ROWS } from "./rows.ts";

const ROOT = new URL("../../", import.meta.url);

/** The text of docs/semantics.md. */
export const DOCUMENT = readFileSync(new URL("docs/semantics.md", ROOT), "utf8");

/** A test as the document names it: `policies › asks the nearest policy …`. */
export interface Named {
  readonly file: string;
  readonly test: string;
}

/** The tests that a document names, in its order. */
export function namedIn(document: string): readonly Named[] {
  return [...document.matchAll(/`([\w/-]+) › ([^`]+)`/g)].map(([, place = "", test = ""]) => ({
    file: place.includes("/") ? `test/${place}.test.ts` : `test/semantics/${place}.test.ts`,
    test,
  }));
}

/** Whether there is such a test: one of that name, or one whose name begins with it and a colon. */
export function exists({ file, test }: Named): boolean {
  if (!existsSync(new URL(file, ROOT))) return false;
  if (file === "test/semantics/table.test.ts") return ROWS.some((row) => nameOf(row) === test);
  const names = namesIn(readFileSync(new URL(file, ROOT), "utf8"));
  return names.some((name) => name === test || name.startsWith(`${test}:`));
}

/** The names of a file's tests: the first text after `it(`, of each row of `it.each`, and behind its rows. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:\bit\(|\[|\)\()\s*"((?:[^"\\]|\\.)*)"/g)].map(([, name = ""]) =>
    name.replaceAll('\\"', '"'),
  );
}

/** The cells of the rows of the table under a heading, without its header. */
export function rowsUnder(document: string, heading: string): readonly (readonly string[])[] {
  const section = document.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
