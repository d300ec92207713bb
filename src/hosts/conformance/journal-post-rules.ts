import { deepEqual, equal, ok } from "node:assert/strict";
import type { JournalRule } from "./journal-rule.ts";
import { beginning, ending, refused } from "./journal-samples.ts";

/** Messages for the writer, and what became of them. */
export const journalPostRules: readonly JournalRule[] = [
  {
    name: "brings the posts of all readers to the writer, each with what it says, in the order of their ids",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a"));
      await writer.append(beginning("b"));
      deepEqual(await writer.posts(), []);
      const [ada, bob] = [await journal.read(), await journal.read()];
      const left = [await ada.post("a", '"1"'), await bob.post("b", '"2"'), await ada.post("b", '"3"')];
      deepEqual(
        left.map(({ runId, text, result }) => [runId, text, result]),
        [
          ["a", '"1"', undefined],
          ["b", '"2"', undefined],
          ["b", '"3"', undefined],
        ],
      );
      ok(left.every(({ id }, i) => id > (left[i - 1]?.id ?? 0)));
      deepEqual(await writer.posts(), left);
      const own = await writer.post("a", '"4"');
      deepEqual(await writer.posts(), [...left, own]);
    },
  },
  {
    name: "gives a post until it has a result, and the result to whoever asks",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a"));
      const reader = await journal.read();
      const [first, second] = [await reader.post("a", '"1"'), await reader.post("a", '"2"')];
      deepEqual(await writer.posts(), [first, second]);
      deepEqual(await reader.posted(first.id), first);
      await writer.settle(first.id, '"yes"');
      deepEqual(await writer.posts(), [second]);
      deepEqual(await reader.posted(first.id), { ...first, result: '"yes"' });
      deepEqual(await writer.posted(second.id), second);
    },
  },
  {
    name: "takes many posts that come at once, also while it stores",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 0));
      const [ada, bob] = await Promise.all([journal.read(), journal.read()]);
      const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
      const [posts] = await Promise.all([
        Promise.all(texts.map((text, i) => (i % 2 === 0 ? ada : bob).post("a", text))),
        Promise.all(texts.map((text, seq) => writer.append({ rows: [{ runId: "a", seq, text }] }))),
      ]);
      equal(new Set(posts.map(({ id }) => id)).size, texts.length);
      const found = await writer.posts();
      deepEqual(new Set(found.map(({ text }) => text)), new Set(texts));
      equal((await writer.read("a")).length, texts.length);
    },
  },
  {
    name: "keeps posts while nobody writes, and results for ever",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a"));
      const settled = await writer.post("a", '"0"');
      await writer.settle(settled.id, '"done"');
      await writer.close();
      const reader = await journal.read();
      const post = await reader.post("a", '"1"');
      await reader.close();
      const next = await journal.write();
      deepEqual(await next.posts(), [post]);
      deepEqual(await next.posted(settled.id), { ...settled, result: '"done"' });
    },
  },
  {
    name: "refuses a post for a run that it does not have",
    async check({ journal }) {
      const writer = await journal.write();
      await refused(writer.post("a", "1"), "JOURNAL_CONFLICT");
      await refused((await journal.read()).post("a", "1"), "JOURNAL_CONFLICT");
      deepEqual(await writer.posts(), []);
    },
  },
  {
    name: "gives a post one result",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a"));
      const { id } = await writer.post("a", "1");
      await writer.settle(id, '"yes"');
      await writer.settle(id, '"yes"');
      await refused(writer.settle(id, '"no"'), "JOURNAL_CONFLICT");
      await refused(writer.settle(id + 1, '"no"'), "JOURNAL_CONFLICT");
      equal((await writer.posted(id))?.result, '"yes"');
    },
  },
  {
    name: "forgets runs that are over, with their rows and posts, and nothing else",
    async check({ journal }) {
      const writer = await journal.write();
      for (const id of ["a", "b", "c"]) await writer.append(beginning(id));
      for (const id of ["a", "b"]) await writer.append(ending(id, { seq: 1, endedAt: 1 }));
      const [of, other] = [await writer.post("a", "1"), await writer.post("c", "2")];
      await writer.forget(["a", "c", "never"]);
      equal(await writer.run("a"), undefined);
      deepEqual(await writer.read("a"), []);
      equal(await writer.posted(of.id), undefined);
      deepEqual(
        (await writer.runs()).map(({ id }) => id),
        ["b", "c"],
      );
      deepEqual([(await writer.read("b")).length, (await writer.read("c")).length], [2, 1]);
      deepEqual(await writer.posts(), [other]);
    },
  },
  {
    name: "lets a name that it forgot begin anew, and gives no number of a forgotten post again",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 3));
      const before = await writer.post("a", "1");
      await writer.append(ending("a", { seq: 3, endedAt: 1 }));
      await writer.forget(["a"]);
      await writer.append(beginning("a", 1));
      equal((await writer.read("a")).length, 1);
      ok((await writer.post("a", "2")).id > before.id);
    },
  },
];
