import type { StandardSchemaV1 } from "@standard-schema/spec";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Validate } from "./spec.ts";

/**
 * The validation of a schema: Standard Schema's, whoever wrote it. It is looked up anew at each call, because libraries
 * may make it late.
 *
 * @throws TroupeError NOT_A_SCHEMA
 */
export function validateOf(schema: StandardSchemaV1<unknown, unknown>, where: string): Validate {
  if (typeof validationOf(schema) !== "function") {
    throw new TroupeError("NOT_A_SCHEMA", {
      what: `${where} is ${shown(schema)}, not a schema.`,
      remedy: "Pass a Standard Schema, as in z.object({ id: z.string() }) of Zod; Valibot and ArkType make them too.",
      facts: { where },
    });
  }
  return (value) => schema["~standard"].validate(value);
}

/** Schemas are objects or, in ArkType, functions. */
function validationOf(schema: unknown): unknown {
  return fieldOf(fieldOf(schema, "~standard"), "validate");
}

function fieldOf(value: unknown, key: string): unknown {
  const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
  try {
    return isHolder ? Reflect.get(value, key) : undefined;
  } catch {
    return undefined;
  }
}
