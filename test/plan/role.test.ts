import { describe, expect, it } from "vitest";
import { agent } from "../../src/plan/agent.ts";
import { ROLE } from "../../src/plan/brand.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { role, roleOf } from "../../src/plan/role.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const brief = { goal: "reply", definitionOfDone: "nothing is promised" };
const classify = () => "permanent" as const;
const all = { brief, timeoutMs: 20_000, expects: { costUsd: 0.01 }, classify, idempotent: true };
const work = () => 1;

describe("a role", () => {
  it("keeps what is said of it, in frozen copies of ours", () => {
    const said = roleOf(role(all), "agent");
    expect(said).toEqual(all);
    expect(said.brief).not.toBe(brief);
    expect([role(all), said, said.brief, said.expects].every(Object.isFrozen)).toBe(true);
    expect(roleOf(role({}), "agent")).toEqual({});
  });

  it("is shared by its agents, and what an agent says itself comes first", () => {
    const careful = role(all);
    expect(specOf(agent("a", { work, role: careful })).agent).toMatchObject({
      brief,
      timeoutMs: 20_000,
      expects: { costUsd: 0.01 },
      classify,
      isIdempotent: true,
    });
    const own = { brief: { goal: "sum up", definitionOfDone: "short" }, timeoutMs: 5, idempotent: false };
    expect(specOf(agent("b", { work, role: careful, ...own })).agent).toMatchObject({
      brief: own.brief,
      timeoutMs: 5,
      isIdempotent: false,
      classify,
    });
  });

  it("is not unsaid by an option that is undefined", () => {
    const plan = fromJavaScript(agent, "a", { work, role: role(all), timeoutMs: undefined, brief: undefined });
    expect(specOf(plan).agent).toMatchObject({ timeoutMs: 20_000, brief });
  });

  it("leaves an agent that has none with what all agents have", () => {
    expect(roleOf(undefined, "agent")).toEqual({});
    expect(specOf(agent("a", { work, role: role({}) }))).toEqual(specOf(agent("a", { work })));
  });

  it("is known when a second copy of the package has made it, and what it says is looked at all the same", () => {
    expect(roleOf(fromOutside({ timeoutMs: 3 }), "agent")).toEqual({ timeoutMs: 3 });
    expect(() => agent("a", { work, role: fromOutside({ timeoutMs: 0 }) })).toThrow(
      refused("BAD_OPTION", /timeoutMs of agent "a" is 0/),
    );
  });
});

function fromOutside(shared: object) {
  return { [ROLE]: shared };
}

describe("what is no role", () => {
  it.each([
    ["BAD_OPTION", undefined, /options of a role are undefined, not an object\. Its options are: brief, timeoutMs/],
    ["BAD_OPTION", "careful", /options of a role are "careful"/],
    ["BAD_OPTION", role({}), /options of a role are an object without fields/],
    ["BAD_OPTION", { timeoutMS: 3 }, /a role has no option "timeoutMS"\. Did you mean "timeoutMs"\?/],
    ["BAD_OPTION", { work }, /a role has no option "work"/],
    ["BAD_OPTION", { role: role({}) }, /a role has no option "role"/],
    ["BAD_OPTION", { brief: { goal: "x" } }, /definitionOfDone in the brief of a role is undefined\. Say it in words/],
    ["BAD_OPTION", { brief: "be careful" }, /brief of a role are "be careful"/],
    ["BAD_OPTION", { timeoutMs: 0 }, /timeoutMs of a role is 0\. Give a number, at least 1/],
    ["BAD_OPTION", { timeoutMs: null }, /timeoutMs of a role is null/],
    ["BAD_OPTION", { expects: { costUsd: -1 } }, /costUsd of a role is -1/],
    ["NOT_A_FUNCTION", { classify: "permanent" }, /classify of a role is "permanent"/],
    ["BAD_OPTION", { idempotent: 1 }, /idempotent of a role is 1\. Say true or false/],
  ] as const)("is refused with %s: case %#", (code, options, message) => {
    expect(() => fromJavaScript(role, options)).toThrow(refused(code, message));
  });

  it.each([null, "careful", role, { timeoutMs: 3 }, { [ROLE]: null }, step("a")])(
    "is refused by an agent: %#",
    (given) => {
      expect(() => fromJavaScript(agent, "a", { work, role: given })).toThrow(
        refused("BAD_OPTION", /role of agent "a" is .*\. Roles are made by role, as in role\(\{ brief:/),
      );
    },
  );
});
