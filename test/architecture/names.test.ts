import { expect, it } from "vitest";
import { kebabCaseRule, namelessRule } from "./names.ts";
import { placesFound } from "./planted.ts";

it("finds files and folders named for nothing", () => {
  const files = {
    "src/model/utils.ts": "",
    "src/common/path.ts": "",
    "src/kernel/run-manager.ts": "",
    "src/gates/misc.test.ts": "",
  };
  expect(placesFound(namelessRule, files)).toEqual(Object.keys(files).map((path) => `${path}:1`));
});

it("leaves honest names alone that contain such a word", () => {
  expect(placesFound(namelessRule, { "src/model/shared-state.ts": "", "examples/desk/knowledge-base.ts": "" })).toEqual(
    [],
  );
});

it("finds a name that is not in kebab-case", () => {
  const files = {
    "src/model/runPath.ts": "",
    "src/model/Path.ts": "",
    "src/model/run_path.ts": "",
    "machines/agent.actor.ts": "",
  };
  expect(placesFound(kebabCaseRule, files)).toHaveLength(4);
});

it("accepts kebab-case, machines and tests", () => {
  const files = {
    "src/model/run-path.ts": "",
    "machines/agent.machine.ts": "",
    "test/machines/agent.machine.test.ts": "",
  };
  expect(placesFound(kebabCaseRule, files)).toEqual([]);
});
