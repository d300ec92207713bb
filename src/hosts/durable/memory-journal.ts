import { hostname } from "node:os";
import type {
  Append,
  Journal,
  JournalReader,
  JournalWriter,
  Post,
  Row,
  RunQuery,
  StoredRun,
} from "../../kernel/journal.ts";
import { newsOf } from "./append-rules.ts";
import { busy, closed, conflict, takenOver } from "./journal-error.ts";

/** The name of the place, in errors. */
const PLACE = ":memory:";

/** A journal in the memory of this process. */
export interface MemoryJournal extends Journal {
  /** Plays the death of the process that writes: whoever writes next takes over, and the writer until then is refused. */
  lapse(): void;
}

/** What is kept of one run. */
interface Kept {
  run: StoredRun;
  readonly texts: string[];
}

/** What all readers and writers of one journal see. */
interface Store {
  readonly runs: Map<string, Kept>;
  readonly posts: Map<number, Post>;
  posted: number;
  epoch: number;
  /** The writer, and since when; undefined while there is none. */
  holder: { readonly epoch: number; readonly since: number; isLapsed: boolean } | undefined;
}

/**
 * A journal that lives as long as its process: for tests, and for runs that need the ways of a journal and no file. Its
 * readers and writers see what they would see of a file, leases and takeovers included. Everything is kept until it is
 * forgotten.
 */
export function memoryJournal(): MemoryJournal {
  const store: Store = { runs: new Map(), posts: new Map(), posted: 0, epoch: 0, holder: undefined };
  return {
    read: async () =>
      createReader(
        store,
        () => {},
        () => {},
      ),
    async write() {
      const { holder } = store;
      if (holder !== undefined && !holder.isLapsed)
        throw busy(PLACE, { pid: process.pid, host: hostname(), since: holder.since, freeAt: undefined });
      store.epoch += 1;
      store.holder = { epoch: store.epoch, since: Date.now(), isLapsed: false };
      return createWriter(store, store.epoch);
    },
    lapse() {
      if (store.holder !== undefined) store.holder.isLapsed = true;
    },
  };
}

/** `allow` throws where nothing may be done any more; `end` is what a close does besides. */
function createReader(
  store: Store,
  allow: () => void,
  end: () => void,
): JournalReader & { ask<T>(act: () => T): Promise<T> } {
  let isClosed = false;

  /** Everything happens at once and is answered later, as with a file. */
  async function ask<T>(act: () => T): Promise<T> {
    if (isClosed) throw closed(PLACE);
    allow();
    return act();
  }

  return {
    ask,
    runs: (query) => ask(() => runsOf(store, query)),
    run: (id) => ask(() => store.runs.get(id)?.run),
    read: (runId, range) => ask(() => rowsOf(store, runId, range)),
    post: (runId, text) => ask(() => post(store, runId, text)),
    posted: (id) => ask(() => store.posts.get(id)),
    async close() {
      if (!isClosed) end();
      isClosed = true;
    },
  };
}

function createWriter(store: Store, epoch: number): JournalWriter {
  const allow = () => {
    const { holder } = store;
    if (holder?.epoch === epoch) return;
    const by = holder && { pid: process.pid, host: hostname(), since: holder.since };
    throw takenOver(PLACE, epoch, by);
  };
  const { ask, ...reader } = createReader(store, allow, () => {
    if (store.holder?.epoch === epoch) store.holder = undefined;
  });
  return {
    ...reader,
    epoch,
    append: (append) => ask(() => take(store, append)),
    posts: () => ask(() => [...store.posts.values()].filter(({ result }) => result === undefined)),
    settle: (id, result) => ask(() => settle(store, id, result)),
    forget: (runIds) => ask(() => forget(store, runIds)),
  };
}

function take({ runs }: Store, append: Append): void {
  const { begins } = append;
  const { rows, ends } = newsOf(PLACE, append, (runId) => {
    const kept = runs.get(runId);
    return kept && { length: kept.texts.length, end: endOf(kept.run), textAt: (seq) => kept.texts[seq] };
  });
  if (begins !== undefined) runs.set(begins.id, { run: Object.freeze({ ...begins }), texts: [] });
  for (const { runId, text } of rows) runs.get(runId)?.texts.push(text);
  const ended = ends && runs.get(ends.runId);
  if (ended !== undefined) ended.run = Object.freeze({ ...ended.run, status: ends?.status, endedAt: ends?.endedAt });
}

function endOf({ status, endedAt }: StoredRun): { readonly status: string; readonly endedAt: number } | undefined {
  return status === undefined || endedAt === undefined ? undefined : { status, endedAt };
}

function runsOf({ runs }: Store, query: RunQuery = {}): readonly StoredRun[] {
  const { isOver, endedBefore, exceptNewest, limit } = query;
  const all = [...runs.values()].map(({ run }) => run);
  const over = all.filter(({ status }) => status !== undefined);
  const chosen = exceptNewest === undefined ? all : over.slice(0, Math.max(0, over.length - exceptNewest));
  return chosen
    .filter(({ status }) => isOver === undefined || isOver === (status !== undefined))
    .filter(({ endedAt }) => endedBefore === undefined || (endedAt !== undefined && endedAt < endedBefore))
    .slice(0, limit);
}

function rowsOf({ runs }: Store, runId: string, range: { from?: number; limit?: number } = {}): readonly Row[] {
  const { from = 0, limit } = range;
  const texts = runs.get(runId)?.texts.slice(from, limit === undefined ? undefined : from + limit) ?? [];
  return texts.map((text, i) => ({ runId, seq: from + i, text }));
}

function post(store: Store, runId: string, text: string): Post {
  if (!store.runs.has(runId)) throw conflict(PLACE, `There is no run ${runId}: it never began.`, { runId });
  store.posted += 1;
  const one: Post = Object.freeze({ id: store.posted, runId, text, result: undefined });
  store.posts.set(one.id, one);
  return one;
}

function settle({ posts }: Store, id: number, result: string): void {
  const known = posts.get(id);
  if (known === undefined) throw conflict(PLACE, `There is no post ${id}.`, { id });
  if (known.result !== undefined && known.result !== result)
    throw conflict(PLACE, `Post ${id} has another result already.`, { id });
  posts.set(id, Object.freeze({ ...known, result }));
}

function forget({ runs, posts }: Store, runIds: readonly string[]): void {
  for (const id of runIds) if (runs.get(id)?.run.status !== undefined) runs.delete(id);
  for (const { id, runId } of posts.values()) if (!runs.has(runId)) posts.delete(id);
}
