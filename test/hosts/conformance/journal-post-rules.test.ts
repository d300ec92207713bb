import { expect, it } from "vitest";
import type { Post } from "../../../src/kernel/journal.ts";
import { journalPostRules } from "../../../src/hosts/conformance/journal-post-rules.ts";
import { type Breaks, brokenJournalRules, brokenPlace } from "./broken-journal.ts";

it("finds nothing wrong with a journal that is whole", async () => {
  expect(await brokenJournalRules(journalPostRules, brokenPlace({}))).toEqual([]);
});

const givingPosts = (change: (posts: readonly Post[]) => readonly Post[]): Breaks => ({
  writing: (writer) => ({ posts: async () => change(await writer.posts()) }),
});

it.each<[string, string, Breaks]>([
  [
    "forgets posts",
    "brings the posts of all readers to the writer, each with what it says, in the order of their ids",
    givingPosts((posts) => posts.slice(1)),
  ],
  [
    "gives the newest post first",
    "brings the posts of all readers to the writer, each with what it says, in the order of their ids",
    givingPosts((posts) => posts.toReversed()),
  ],
  [
    "gives a post once",
    "keeps posts while nobody writes, and results for ever",
    {
      journal(journal) {
        let isFirst = true;
        return {
          async write() {
            const writer = await journal.write();
            if (!isFirst) return { ...writer, posts: async () => [] };
            isFirst = false;
            return writer;
          },
        };
      },
    },
  ],
  [
    "tells nobody the result",
    "gives a post until it has a result, and the result to whoever asks",
    {
      reading: (reader) => ({
        async posted(id) {
          const post = await reader.posted(id);
          return post && { ...post, result: undefined };
        },
      }),
    },
  ],
  [
    "loses one of two posts that come at once",
    "takes many posts that come at once, also while it stores",
    {
      reading(reader) {
        let last: Promise<Post> | undefined;
        return {
          post(runId, text) {
            const post = last ?? reader.post(runId, text);
            last = post;
            void post
              .catch(() => {})
              .finally(() => {
                last = undefined;
              });
            return post;
          },
        };
      },
    },
  ],
  [
    "takes posts for any run",
    "refuses a post for a run that it does not have",
    {
      reading: (reader) => ({
        post: (runId, text) => reader.post(runId, text).catch(() => ({ id: 1, runId, text, result: undefined })),
      }),
    },
  ],
  [
    "lets a result be replaced",
    "gives a post one result",
    { writing: (writer) => ({ settle: (id, result) => writer.settle(id, result).catch(() => {}) }) },
  ],
  [
    "forgets nothing",
    "forgets runs that are over, with their rows and posts, and nothing else",
    { writing: () => ({ forget: async () => {} }) },
  ],
  [
    "forgets runs that are not over",
    "forgets runs that are over, with their rows and posts, and nothing else",
    {
      writing: (writer) => ({
        async forget(ids) {
          for (const runId of ids)
            await writer.append({ rows: [], ends: { runId, status: "cancelled", endedAt: 0 } }).catch(() => {});
          await writer.forget(ids);
        },
      }),
    },
  ],
  [
    "gives the numbers of forgotten posts again",
    "lets a name that it forgot begin anew, and gives no number of a forgotten post again",
    {
      writing: (writer) => ({
        post: async (runId, text) => ({ ...(await writer.post(runId, text)), id: 1 + (await writer.posts()).length }),
      }),
    },
  ],
])("finds a journal that %s", async (_, rule, breaks) => {
  expect(await brokenJournalRules(journalPostRules, brokenPlace(breaks))).toContain(rule);
});
