import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createConsumer } from "./consumer.ts";
import { documents } from "./documents.ts";
import { examplesOf } from "./examples.ts";

const consumer = createConsumer();
const examples = documents().flatMap(examplesOf);
/** What is shown in docs/errors.md is run by errors.test.ts: it is there to fail. */
const running = examples.filter(({ place, isFragment }) => !isFragment && !place.startsWith("docs/errors.md"));

beforeAll(() => {
  for (const { file, code } of examples) consumer.write(file, code);
});
afterAll(() => consumer.remove());

test("no two examples are the same file", () => {
  const files = examples.map(({ file }) => file);
  expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
});

test("every example fits its types", { timeout: 60_000 }, async () => {
  expect(await consumer.check()).toEqual([]);
});

describe.concurrent("every example runs and prints what the document says", () => {
  test.each(running)("$place", { timeout: 120_000 }, async ({ file, prints }) => {
    const { code, stdout, stderr } = await consumer.run(file);
    const printed = stdout.trimEnd();
    expect({ code, stderr, printed }).toEqual({ code: 0, stderr: "", printed: prints ?? printed });
  });
});
