import { expect, it } from "vitest";
import { ERROR_CODES, TroupeError } from "../../src/model/troupe-error.ts";

it("says its code, what happened, and what to do next", () => {
  const error = new TroupeError("BAD_NAME", { what: "The name of an agent is empty.", remedy: "Give it one." });
  expect(error.message).toBe("BAD_NAME: The name of an agent is empty. Give it one.");
});

it("has the code, the remedy and the facts as fields, for programs", () => {
  const error = new TroupeError("DUPLICATE_RUN", { what: "…", remedy: "Wait.", facts: { runId: "r1" } });
  expect(error).toMatchObject({ name: "TroupeError", code: "DUPLICATE_RUN", remedy: "Wait.", facts: { runId: "r1" } });
});

it("has no facts where none are known", () => {
  expect(new TroupeError("USAGE", { what: "…", remedy: "…" }).facts).toEqual({});
});

it("lists every code once, in order", () => {
  expect(ERROR_CODES).toEqual([...new Set(ERROR_CODES)].toSorted());
});
