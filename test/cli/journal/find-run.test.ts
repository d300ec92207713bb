import { expect, it } from "vitest";
import { findRun, listed } from "../../../src/cli/journal/find-run.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { begun } from "./kept-runs.ts";

async function journal(...ids: readonly string[]) {
  const writer = await memoryJournal().write();
  for (const id of ids) await writer.append(begun(id));
  return { file: "t.db", reader: writer };
}

it("finds a run by its id, or by the beginning of one", async () => {
  const place = await journal("order-1", "order-12", "other");
  expect(await findRun(place, "order-1")).toMatchObject({ id: "order-1" });
  expect(await findRun(place, "ot")).toMatchObject({ id: "other" });
});

it("asks for more of an id with which several runs begin", async () => {
  await expect(findRun(await journal("order-1", "order-2"), "order")).rejects.toThrow(
    'USAGE: 2 runs of t.db begin with "order". Write more of it: order-1, order-2.',
  );
});

it("says what is near, or what there is, where there is no such run", async () => {
  await expect(findRun(await journal("order-1"), "ordr-1")).rejects.toThrow(
    'USAGE: There is no run "ordr-1" in t.db. Did you mean "order-1"? troupe runs t.db --all lists them.',
  );
  await expect(findRun(await journal("order-1"), "x")).rejects.toThrow("There are: order-1.");
  await expect(findRun(await journal(), "x")).rejects.toThrow(
    'USAGE: There is no run "x" in t.db. It has none at all.',
  );
});

it("lists five names, and counts the others", () => {
  expect(listed(["a", "b"])).toBe("a, b");
  expect(listed(["a", "b", "c", "d", "e", "f"])).toBe("a, b, c, d, e, and 1 more");
});
