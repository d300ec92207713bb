import { expect, it } from "vitest";
import {
  attempt,
  ended,
  endsOf,
  impatient,
  openQuestion,
  pause,
  placeRun,
  site,
  timeless,
} from "../../../src/hosts/conformance/placed-run.ts";
import { virtualHost } from "../../../src/hosts/virtual/virtual-host.ts";

it("begins effects, and takes what comes until it is enough", async () => {
  const run = placeRun(virtualHost(), [site({})]);
  run.begin(attempt("a", { input: 1 }), attempt("b", { input: 2 }));
  expect(timeless(endsOf(await run.until(ended(2))))).toEqual([
    { kind: "returned", id: "a", value: 1 },
    { kind: "returned", id: "b", value: 2 },
  ]);
});

it("takes what comes until nothing comes any more", async () => {
  const run = placeRun(virtualHost(), [site({ work: () => pause(1) })]);
  run.begin(openQuestion("open"), attempt("a"));
  expect(endsOf(await run.silence()).length).toBe(1);
});

it("fails where too little comes, and says what came", async () => {
  const silent = () => ({ ...virtualHost().open({ runId: "r", sites: [] }), next: () => new Promise<never>(() => {}) });
  const run = placeRun(impatient({ ...virtualHost(), open: silent }, 20), []);
  await expect(run.until(ended(1))).rejects.toThrow("nothing more came; so far: []");
});

it("fails where a host goes on for ever, and says what came last", async () => {
  const endless = () => ({
    ...virtualHost().open({ runId: "r", sites: [] }),
    next: () => [{ kind: "woke", at: 7 } as const],
  });
  const run = placeRun({ ...virtualHost(), open: endless }, []);
  await expect(run.until(ended(1))).rejects.toThrow('completions; the last: {"kind":"woke","at":7}');
});

it("does not count progress as an end", () => {
  const progressed = { kind: "progressed", at: 0, id: "a", fraction: 0.5 } as const;
  const returned = { kind: "returned", at: 1, id: "a", value: 1 } as const;
  expect(endsOf([progressed, returned])).toEqual([returned]);
});
