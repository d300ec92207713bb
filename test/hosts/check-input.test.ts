import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkInput } from "../../src/hosts/check-input.ts";
import { agent, human } from "../../src/index.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import type { AgentSpec } from "../../src/plan/spec.ts";

function agentOf(plan: AnyPlan): AgentSpec {
  const { agent: found } = specOf(plan);
  if (found === undefined) throw new Error("no agent");
  return found;
}

const Amount = z.object({ n: z.coerce.number() });
const pay = agentOf(agent("pay", { input: Amount, work: ({ n }) => n }));

describe("an input", () => {
  it("that fits is a yes, and not what the schema makes of it", () => {
    expect(checkInput("a!1", pay, { n: "7" })).toEqual({ kind: "evaluated", id: "a!1", value: true });
  });

  it("that does not fit is what the work would have said of it", () => {
    expect(checkInput("a!1", pay, { n: "x" })).toMatchObject({
      kind: "invalid",
      id: "a!1",
      where: "input",
      issues: [{ path: ["n"] }],
      previous: { n: "x" },
    });
  });

  it("may be looked at for as long as its schema takes", async () => {
    const slow = agentOf(
      human("desk", {
        input: z.number().refine(async (n) => n > 1),
        output: z.string(),
        deadlineMs: 1,
        otherwise: "fail",
      }),
    );
    expect(await checkInput("a!1", slow, 2)).toMatchObject({ kind: "evaluated" });
    expect(await checkInput("a!1", slow, 1)).toMatchObject({ kind: "invalid" });
  });

  it("fits where there is no schema", () => {
    expect(checkInput("a!1", agentOf(agent("any", { work: () => 1 })), {})).toMatchObject({ kind: "evaluated" });
  });

  it("whose schema throws, at once or later, has the kind that the agent itself says", async () => {
    const down = new Error("the directory is down");
    const classify = () => "rate-limited" as const;
    const throwing = (validate: () => Promise<never>) =>
      agentOf(
        agent("a", { input: { "~standard": { version: 1, vendor: "test", validate } }, work: () => 1, classify }),
      );
    const atOnce = throwing(() => {
      throw down;
    });
    const later = throwing(() => Promise.reject(down));
    const expected = {
      kind: "threw",
      thrown: { message: "the schema of the input threw: the directory is down", declared: "rate-limited" },
    };
    expect([checkInput("a!1", atOnce, 1), await checkInput("a!1", later, 1)]).toMatchObject([expected, expected]);
  });
});
