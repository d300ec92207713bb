import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import schema from "../../../plan.schema.json" with { type: "json" };

const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

/** What is wrong with a description by the published schema. */
export function misfits(description: unknown): readonly ErrorObject[] {
  return validate(description) ? [] : (validate.errors ?? []);
}
