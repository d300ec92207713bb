import { expect, it } from "vitest";
import { wordRules } from "../../../src/hosts/conformance/word-rules.ts";
import type { Completion } from "../../../src/model/effect.ts";
import { brokenRules, retelling } from "./broken-host.ts";

const retelling1 = (tell: (completion: Completion) => readonly Completion[]) =>
  retelling((completions) => completions.flatMap(tell));
const returned = (tell: (completion: Extract<Completion, { kind: "returned" }>) => Completion) =>
  retelling1((completion) => [completion.kind === "returned" ? tell(completion) : completion]);
const threw = (tell: (completion: Extract<Completion, { kind: "threw" }>) => Completion) =>
  retelling1((completion) => [completion.kind === "threw" ? tell(completion) : completion]);

it.concurrent.each([
  [
    "hands out a value that can be changed",
    returned((end) => ({ ...end, value: structuredClone(end.value) })),
    "gives what the work returned as JSON of its own, frozen",
  ],
  [
    "gives undefined for nothing",
    returned((end) => ({ ...end, value: end.value ?? undefined })),
    "gives null where the work returned nothing",
  ],
  [
    "forgets how sure an answer is",
    returned(({ about: _, ...end }) => end),
    "gives what an answer says of itself beside its value",
  ],
  [
    "keeps no thrown string",
    threw((end) => ({ ...end, thrown: { name: end.thrown.name, message: end.thrown.message } })),
    "gives whatever was thrown as data, now or later, and keeps what it said",
  ],
  [
    "does not ask the agent",
    threw((end) => ({ ...end, thrown: { name: end.thrown.name, message: end.thrown.message } })),
    "asks the agent what kind of failure it was, and goes on without where that throws",
  ],
  [
    "takes a refusal for an output",
    retelling1((end) => [
      end.kind === "declined" ? { kind: "returned", at: end.at, id: end.id, value: end.reason } : end,
    ]),
    "gives a refusal with its reason",
  ],
  [
    "says only that a value is invalid",
    retelling1((end) => [end.kind === "invalid" ? { ...end, issues: [] } : end]),
    "gives the issues of an input and of an output that do not fit, and the value",
  ],
  [
    "forgets why an error was thrown",
    threw((end) => ({ ...end, thrown: { ...end.thrown, cause: { name: "Error", message: "?" } } })),
    "keeps all of an error that can be read, and the causes beneath it",
  ],
  [
    "hears what an agent says too late",
    threw((end) => ({ ...end, thrown: { ...end.thrown, declared: "permanent" } })),
    "takes a classify that answers later for one that says nothing, and lets nobody hear of its rejection",
  ],
  [
    "hands on issues as it gets them",
    retelling1((end) => [
      end.kind === "invalid"
        ? { ...end, issues: end.issues.map(({ message }) => ({ message, path: [Symbol("s")] })) }
        : end,
    ]),
    "gives issues as plain words with plain paths, a hundred at most, whatever the schema puts into them",
  ],
  [
    "takes what does not fit for thrown",
    retelling1((end) => [
      end.kind === "invalid" ? { kind: "threw", at: end.at, id: end.id, thrown: { name: "E", message: "?" } } : end,
    ]),
    "gives an output that is not JSON as invalid, and says where",
  ],
])("finds a host that %s", async (_, makeHost, rule) => {
  expect(await brokenRules(wordRules, makeHost, [rule])).toEqual([rule]);
});
