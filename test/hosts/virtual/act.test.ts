import { describe, expect, it } from "vitest";
import { cast } from "../../../src/hosts/virtual/act.ts";

const attempt = (path: string, number = 1) => ({ path, attempt: number, input: null });

describe("a cast", () => {
  it("plays an agent by its path, and else by its name", () => {
    const act = cast({ draft: { returns: "by name" }, "p/draft": { returns: "by path" } });
    expect([act(attempt("p/draft"))?.ends, act(attempt("q/draft"))?.ends]).toEqual([
      { returns: "by path" },
      { returns: "by name" },
    ]);
  });

  it.each(["drafts/draft[7]", "p/a/fallback:draft", "draft"])("knows the name in %s", (path) => {
    expect(cast({ draft: { returns: 1 } })(attempt(path))?.ends).toEqual({ returns: 1 });
  });

  it("has an act for each attempt, and repeats the last one", () => {
    const act = cast({ a: [{ throws: "flaky" }, { returns: 1 }] });
    expect([1, 2, 3].map((number) => act(attempt("a", number))?.ends)).toEqual([
      { throws: "flaky" },
      { returns: 1 },
      { returns: 1 },
    ]);
  });

  it("leaves whom it does not know to their own work, whatever they are called", () => {
    const act = cast({ a: { returns: 1 } });
    expect([act(attempt("b")), act(attempt("constructor")), cast({ a: [] })(attempt("a"))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["never", {}],
    [
      { returns: 1, afterMs: 5 },
      { afterMs: 5, ends: { returns: 1 } },
    ],
    [{ returns: 1, about: { confidence: 1 } }, { ends: { returns: 1, about: { confidence: 1 } } }],
    [{ throws: undefined }, { ends: { throws: undefined } }],
    [
      { declines: "no", afterMs: 0 },
      { afterMs: 0, ends: { declines: "no" } },
    ],
    [
      { onAbort: "ignores", echoes: 2 },
      { onAbort: "ignores", echoes: 2 },
    ],
  ] as const)("reads %j as %j", (part, act) => {
    expect(cast({ a: part })(attempt("a"))).toEqual(act);
  });
});
