import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ERROR_CODES } from "troupe";
import { createConsumer } from "./consumer.ts";
import { readDocument, ROOT } from "./documents.ts";
import { examplesOf } from "./examples.ts";
import { blocksOf, headingsOf } from "./markdown.ts";

const page = readDocument("docs/errors.md");
const examples = examplesOf(page);
const blocks = blocksOf(page.text);
const commands = blocks.flatMap(({ language, code, heading }, index) =>
  language === "sh" ? [{ command: code, heading, prints: blocks[index + 1]?.code ?? "" }] : [],
);
const consumer = createConsumer();

/** What differs from run to run is shown as always the same. */
const PROCESS = /process \d+ on [^\s,]+/;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const NOON = "2026-11-21T12:00:00.000Z";

/** Root may write to every file: what is refused to other users is not refused to root. */
const canRun = ({ heading }: { readonly heading: string }) =>
  heading !== "JOURNAL_READ_ONLY" || process.getuid?.() !== 0;

beforeAll(() => {
  for (const { file, code } of examples) consumer.write(file, code);
  consumer.write("plan.ts", 'import { agent } from "troupe";\nexport const plan = agent("echo", { work: () => 1 });\n');
  consumer.write("ticket.json", "{}");
});
afterAll(() => consumer.remove());

test("docs/errors.md has an entry for every code, in order, and no other", () => {
  const entries = headingsOf(page.text).filter(({ text }) => /^[A-Z_]+$/.test(text));
  expect(entries.map(({ text }) => text)).toEqual(ERROR_CODES);
});

test("every entry has an example", () => {
  const shown = new Set([...examples, ...commands].map(({ heading }) => heading));
  expect(ERROR_CODES.filter((code) => !shown.has(code))).toEqual([]);
});

describe.concurrent("every example raises its code, with the words that the document shows", () => {
  test.each(examples.filter(canRun))("$heading at $place", { timeout: 120_000 }, async ({ file, heading, prints }) => {
    const { code, stderr } = await consumer.run(file);
    const message = /^TroupeError: (.*)$/m
      .exec(stderr)?.[1]
      ?.replace(PROCESS, "process 4711 on web-1")
      .replaceAll(TIME, NOON);
    expect({ code, message }).toEqual({ code: 1, message: prints });
    expect(prints).toMatch(new RegExp(`^${heading}: `));
  });

  test.each(commands)("$heading by $command", { timeout: 120_000 }, async ({ command, heading, prints }) => {
    const args = command.replace(/^npx troupe /, "").split(" ");
    const { code, stderr } = await consumer.run(join(ROOT, "src", "cli", "main.ts"), ...args);
    expect({ code, message: stderr.trimEnd() }).toEqual({ code: 1, message: prints });
    expect(prints).toMatch(new RegExp(`^${heading} `));
  });
});
