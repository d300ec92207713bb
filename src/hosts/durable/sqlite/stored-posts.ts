import type { DatabaseSync } from "node:sqlite";
import type { Post } from "../../../kernel/journal.ts";
import { conflict, corrupt } from "../journal-error.ts";
import { checksumOf } from "./checksum.ts";
import { type Columns, columnReader } from "./columns.ts";

/** The posts of a journal. What writes needs a transaction that is open, or is one by itself. */
export interface StoredPosts {
  add(runId: string, text: string): Post;
  find(id: number): Post | undefined;
  /** Those without a result, in order. */
  open(): readonly Post[];
  settle(id: number, result: string): void;
}

const SELECT =
  "SELECT posts.id AS id, runs.id AS run, text, posts.checksum AS checksum, result FROM posts JOIN runs ON number = run";

/** Reads and writes posts. The statement that adds one looks for its run too, so that it needs no transaction around it. */
export function storedPosts(db: DatabaseSync, journal: string): StoredPosts {
  const { text, whole, maybeText } = columnReader(journal);
  const insert = db.prepare("INSERT INTO posts (run, text, checksum) SELECT number, ?, ? FROM runs WHERE id = ?");
  const byId = db.prepare(`${SELECT} WHERE posts.id = ?`);
  const unsettled = db.prepare(`${SELECT} WHERE result IS NULL ORDER BY posts.id`);
  const setResult = db.prepare("UPDATE posts SET result = ? WHERE id = ?");

  function postOf(columns: Columns): Post {
    const post = {
      id: whole(columns, "id"),
      runId: text(columns, "run"),
      text: text(columns, "text"),
      result: maybeText(columns, "result"),
    };
    if (checksumOf(post.runId, post.text) === columns["checksum"]) return post;
    throw corrupt(journal, `post ${post.id} for run ${post.runId} is not what was stored`, {
      id: post.id,
      runId: post.runId,
    });
  }

  function find(id: number): Post | undefined {
    const columns = byId.get(id);
    return columns && postOf(columns);
  }

  return {
    find,
    add(runId, message) {
      const { changes, lastInsertRowid } = insert.run(message, checksumOf(runId, message), runId);
      if (Number(changes) === 0) throw conflict(journal, `There is no run ${runId}: it never began.`, { runId });
      return { id: Number(lastInsertRowid), runId, text: message, result: undefined };
    },
    open: () => unsettled.all().map(postOf),
    settle(id, result) {
      const known = find(id);
      if (known === undefined) throw conflict(journal, `There is no post ${id}.`, { id });
      if (known.result !== undefined && known.result !== result)
        throw conflict(journal, `Post ${id} has another result already.`, { id });
      setResult.run(result, id);
    },
  };
}
