import { deepEqual, equal, ok } from "node:assert/strict";
import type { JournalRule } from "./journal-rule.ts";
import { beginning, everyMethod, refused, sampleRow, sampleRows } from "./journal-samples.ts";

/** One writer at a time, and what becomes of one that another has replaced. */
export const journalWriterRules: readonly JournalRule[] = [
  {
    name: "has one writer, and says to another one who it is and since when",
    async check({ journal }) {
      const began = Date.now();
      const writer = await journal.write();
      const { facts } = await refused(journal.write(), "JOURNAL_BUSY");
      ok(Number.isInteger(facts["pid"]), "which process?");
      const since = Number(facts["since"]);
      ok(since >= began - 1 && since <= Date.now() + 1, `since when? ${String(facts["since"])}`);
      await writer.append(beginning("a"));
      equal((await writer.read("a")).length, 1);
    },
  },
  {
    name: "makes one writer of several who come at once",
    async check({ journal }) {
      const came = await Promise.allSettled([journal.write(), journal.write(), journal.write()]);
      equal(came.filter(({ status }) => status === "fulfilled").length, 1);
    },
  },
  {
    name: "is free again when its writer closes, and gives each writer a greater epoch",
    async check({ journal }) {
      const epochs: number[] = [];
      for (let i = 0; i < 3; i++) {
        const writer = await journal.write();
        epochs.push(writer.epoch);
        await writer.close();
      }
      ok(
        epochs.every((epoch, i) => Number.isInteger(epoch) && epoch > (epochs[i - 1] ?? 0)),
        epochs.join(),
      );
    },
  },
  {
    name: "is taken over where its writer gives no sign of life, with all that is stored",
    async check({ journal, lapse }) {
      const first = await journal.write();
      await first.append(beginning("a", 2));
      await lapse();
      const second = await journal.write();
      ok(second.epoch > first.epoch);
      deepEqual(await second.read("a"), sampleRows("a", 2));
      await second.append({ rows: [sampleRow("a", 2)] });
      await refused(journal.write(), "JOURNAL_BUSY");
    },
  },
  {
    name: "refuses everything of a writer that was taken over, and stores nothing of it",
    async check({ journal, lapse }) {
      const first = await journal.write();
      await first.append(beginning("a", 2));
      const { id } = await first.post("a", "1");
      await lapse();
      const second = await journal.write();
      await refused(first.append({ rows: [sampleRow("a", 2, "of the zombie")] }), "JOURNAL_TAKEN_OVER");
      await refused(first.settle(id, '"of the zombie"'), "JOURNAL_TAKEN_OVER");
      for (const method of everyMethod(first, "zombie")) await refused(method(), "JOURNAL_TAKEN_OVER");
      deepEqual(
        (await second.runs()).map((run) => run.id),
        ["a"],
      );
      deepEqual(await second.read("a"), sampleRows("a", 2));
      deepEqual(
        (await second.posts()).map((post) => post.id),
        [id],
      );
    },
  },
  {
    name: "stores nothing that a writer asked for before it was taken over, unless it says so",
    async check({ journal, lapse }) {
      const first = await journal.write();
      await first.append(beginning("a", 0));
      await lapse();
      const taking = journal.write();
      const asked = sampleRows("a", 50).map(async (row) => {
        await first.append({ rows: [row] });
        return row;
      });
      const told = (await Promise.allSettled(asked)).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const second = await taking;
      deepEqual(await second.read("a"), told);
    },
  },
  {
    name: "stays with the one who took over when the other one closes",
    async check({ journal, lapse }) {
      const first = await journal.write();
      await lapse();
      const second = await journal.write();
      await first.close();
      await refused(journal.write(), "JOURNAL_BUSY");
      await second.append(beginning("a"));
      deepEqual(await second.read("a"), sampleRows("a", 1));
    },
  },
];
