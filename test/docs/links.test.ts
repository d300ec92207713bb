import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { type Document, documents, readDocument, ROOT } from "./documents.ts";
import { anchorOf, headingsOf, linksOf } from "./markdown.ts";

const pages = [...documents(), ...["AGENTS.md", "CHANGELOG.md"].map(readDocument)];

describe("links", () => {
  test.each(pages)("of $path lead somewhere", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  test("of the README lead to every page of the guide", () => {
    const linked = new Set(linksOf(readDocument("README.md").text).map(({ target }) => target));
    const guide = documents().flatMap(({ path }) => (path.startsWith("docs/guide/") ? [path] : []));
    expect(guide.filter((path) => !linked.has(path))).toEqual([]);
  });
});

/** Links to files that are not there, and to headings that their page does not have; links to the web are not followed. */
function brokenLinks({ path, text }: Document): readonly string[] {
  return linksOf(text).flatMap(({ target, line }) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = "", anchor] = target.split("#");
    const page = file === "" ? path : posix.join(posix.dirname(path), file);
    const isThere = existsSync(join(ROOT, page));
    if (isThere && (anchor === undefined || hasHeading(page, anchor))) return [];
    return [`${path}:${line} links to ${target}`];
  });
}

function hasHeading(page: string, anchor: string): boolean {
  return headingsOf(readDocument(page).text).some(({ text }) => anchorOf(text) === anchor);
}
