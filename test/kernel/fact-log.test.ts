import { expect, it } from "vitest";
import { createFactLog } from "../../src/kernel/fact-log.ts";
import { type Fact, makeFact } from "../../src/model/fact.ts";

const fact = (seq: number): Fact => makeFact({ seq, at: seq, cause: undefined, path: "" }, { type: "node.voided" });

async function seqs(facts: AsyncIterable<Fact>): Promise<readonly number[]> {
  const read: number[] = [];
  for await (const { seq } of facts) read.push(seq);
  return read;
}

it("gives a late reader everything from the beginning", async () => {
  const log = createFactLog([fact(0), fact(1), fact(2)]);
  log.publish();
  log.end();
  expect(await seqs(log.read(0))).toEqual([0, 1, 2]);
});

it.each([
  [1, [1, 2]],
  [3, []],
  [99, []],
  [-5, [0, 1, 2]],
])("gives a reader that begins at %d %j", async (from, expected) => {
  const log = createFactLog([fact(0), fact(1), fact(2)]);
  log.publish();
  log.end();
  expect(await seqs(log.read(from))).toEqual(expected);
});

it("shows only what was committed", async () => {
  const facts = [fact(0)];
  const log = createFactLog(facts);
  log.publish();
  facts.push(fact(1));
  const reader = log.read(0)[Symbol.asyncIterator]();
  await reader.next();
  const next = reader.next();
  const isThere = await Promise.race([next.then(() => true), Promise.resolve(false)]);
  log.publish();
  expect([isThere, (await next).value]).toEqual([false, facts[1]]);
});

it("gives every reader all that comes, each at its own pace", async () => {
  const facts: Fact[] = [];
  const log = createFactLog(facts);
  const slow = log.read(0)[Symbol.asyncIterator]();
  const quick = seqs(log.read(0));
  for (let i = 0; i < 3; i++) {
    facts.push(fact(i));
    log.publish();
    await Promise.resolve();
  }
  log.end();
  expect(await quick).toEqual([0, 1, 2]);
  expect((await slow.next()).value).toBe(facts[0]);
});

it("ends for a reader that waits when the run is over", async () => {
  const log = createFactLog([]);
  const reading = seqs(log.read(0));
  log.end();
  expect(await reading).toEqual([]);
});

it("lets a reader leave in the middle", async () => {
  const log = createFactLog([fact(0), fact(1)]);
  log.publish();
  for await (const { seq } of log.read(0)) if (seq === 1) break;
  log.end();
  expect(await seqs(log.read(1))).toEqual([1]);
});

it("never shows what was not committed when the run ended", async () => {
  const facts = [fact(0)];
  const log = createFactLog(facts);
  log.publish();
  facts.push(fact(1));
  log.end();
  expect([await seqs(log.read(0)), log.last()?.seq]).toEqual([[0], 0]);
});
