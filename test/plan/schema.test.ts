import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { validateOf } from "../../src/plan/schema.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";

const libraries = {
  zod: z.object({ id: z.string() }),
  valibot: v.object({ id: v.string() }),
  arktype: type({ id: "string" }),
};

describe.each(Object.entries(libraries))("a schema of %s", (_, schema) => {
  it("gives the value that fits", async () => {
    expect(await validateOf(schema, "input")({ id: "1" })).toMatchObject({ value: { id: "1" } });
  });

  it("gives issues that say where a value does not fit", async () => {
    const validated = await validateOf(schema, "input")({ id: 1 });
    const [issue] = validated.issues ?? [];
    const [segment] = issue?.path ?? [];
    expect(issue?.message).toEqual(expect.any(String));
    expect(typeof segment === "object" ? segment.key : segment).toBe("id");
  });
});

it("looks the validation up late, because libraries may make it late", async () => {
  let made = 0;
  const lazy = {
    get "~standard"() {
      made += 1;
      return { version: 1, vendor: "lazy", validate: (value: unknown) => ({ value }) } as const;
    },
  };
  const validate = validateOf(lazy, "input");
  expect(await validate(3)).toEqual({ value: 3 });
  expect(made).toBeGreaterThan(1);
});

it.each([[null], [3], ["string"], [{ type: "object" }], [{ id: z.string() }], [() => true], [{ "~standard": {} }]])(
  "refuses what is no schema: %o",
  (schema) => {
    expect(() => fromJavaScript(validateOf, schema, 'The input of agent "a"')).toThrow(
      expect.objectContaining({ code: "NOT_A_SCHEMA", message: expect.stringContaining('The input of agent "a" is') }),
    );
  },
);

it("takes no schema where reading it throws", () => {
  const get = () => {
    throw new Error("trapped");
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const schema of [new Proxy({}, { get }), proxy, Object.defineProperty({}, "~standard", { get })])
    expect(() => fromJavaScript(validateOf, schema, "It")).toThrow(expect.objectContaining({ code: "NOT_A_SCHEMA" }));
});
