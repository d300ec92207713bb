import { expect, it } from "vitest";
import { reportRules } from "../../../src/hosts/conformance/report-rules.ts";
import type { Completion } from "../../../src/model/effect.ts";
import { brokenRules, retelling } from "./broken-host.ts";

it.concurrent.each([
  [
    "drops progress",
    retelling((completions) => completions.filter(({ kind }) => kind !== "progressed")),
    "gives progress from 0 to 1, and spending, as they are said, before the end",
  ],
  [
    "says every report by itself",
    retelling((completions) =>
      completions.flatMap((one): readonly Completion[] =>
        one.kind === "progressed" ? Array.from({ length: 20 }, () => one) : [one],
      ),
    ),
    "joins what an attempt tells before anybody reads it: the newest progress, and the sum of what it used",
  ],
  [
    "keeps the last of what was spent, and not the sum",
    retelling((completions) =>
      completions.map((one) => (one.kind === "spent" ? { ...one, usage: { inputTokens: 1, costUsd: 0.1 } } : one)),
    ),
    "joins what an attempt tells before anybody reads it: the newest progress, and the sum of what it used",
  ],
  [
    "puts what is told late before the end",
    retelling((completions) => [
      ...completions.filter(({ kind }) => kind !== "returned"),
      ...completions.filter(({ kind }) => kind === "returned"),
    ]),
    "gives what work tells after its end behind that end",
  ],
  [
    "falls silent after the first half",
    retelling((completions) => completions.filter((one) => one.kind !== "progressed" || one.fraction < 0.5)),
    "tells of progress to the end, however often it is told of, and ever more seldom",
  ],
  [
    "takes any amount",
    retelling((completions) =>
      completions.map((one) => (one.kind === "threw" ? { kind: "returned", at: one.at, id: one.id, value: 1 } : one)),
    ),
    "refuses to be told an amount that is none",
  ],
])("finds a host that %s", async (_, makeHost, rule) => {
  expect(await brokenRules(reportRules, makeHost, [rule])).toEqual([rule]);
});
