import { expect, it } from "vitest";
import { heldText } from "../../../src/cli/journal/held-text.ts";

it("says which process runs a journal, or that none does", () => {
  const held = { pid: 7, host: "box", since: 1_000, freeAt: undefined };
  expect(heldText({ file: "t.db", held }, 61_000)).toBe("t.db: run by process 7 on box, for 1m");
  expect(heldText({ file: "t.db", held: undefined }, 61_000)).toBe("t.db: no process runs it now");
});
