import type { Issue } from "../model/failure.ts";
import { tried } from "../model/foreign.ts";
import { toJson } from "../model/json.ts";
import { shown } from "../model/shown.ts";
import type { AgentSpec, Validate, Validated } from "../plan/spec.ts";
import { type Eventually, isLater, whenThere } from "./eventually.ts";
import { readIssues } from "./issues.ts";

/** A value that does not fit, and why. */
export class Misfit {
  readonly issues: readonly Issue[];
  readonly previous: unknown;
  constructor(issues: readonly Issue[], previous: unknown) {
    this.issues = issues;
    this.previous = previous;
  }
}

/** What a schema threw. It says what is wrong with a value by its issues; one that throws is broken, whatever it throws. */
export class SchemaCrash extends Error {
  override readonly name = "SchemaCrash";
  constructor(side: "input" | "output", cause: unknown) {
    super(`the schema of the ${side} threw`, { cause });
  }

  /** Whether that is what was thrown; asking it of a proxy of somebody else's may throw. */
  static is(thrown: unknown): thrown is SchemaCrash {
    return tried(() => thrown instanceof SchemaCrash) === true;
  }
}

/** What an agent's work gets to see; or the misfit. Throws, or rejects with, a SchemaCrash. */
export function readInput(agent: AgentSpec, input: unknown): Eventually<unknown> {
  return agent.input === undefined ? input : validated(agent.input, input, "input");
}

/** What an agent gives, as the outside gets it; or the misfit. Throws, or rejects with, a SchemaCrash. */
export function readOutput(agent: AgentSpec, value: unknown): Eventually<unknown> {
  return whenThere(agent.output === undefined ? value : validated(agent.output, value, "output"), (output) => {
    const json = output instanceof Misfit ? undefined : toJson(output);
    if (json?.isJson) return json.value;
    const said = toJson(value);
    const previous = said.isJson ? said.value : null;
    return new Misfit(
      output instanceof Misfit ? output.issues : json === undefined ? [] : readIssues([json.issue]),
      previous,
    );
  });
}

function validated(validate: Validate, value: unknown, side: "input" | "output"): Eventually<unknown> {
  const crash = (error: unknown): never => {
    throw new SchemaCrash(side, error);
  };
  try {
    const result = whenThere<Validated, unknown>(validate(value), (said) => readResult(said, value));
    return isLater(result) ? result.then(undefined, crash) : result;
  } catch (error) {
    return crash(error);
  }
}

function readResult(result: Validated, value: unknown): unknown {
  if (!isAnswer(result)) throw new TypeError(`it gave ${shown(result)}, which is no result of a Standard Schema`);
  return result.issues === undefined ? result.value : new Misfit(readIssues(result.issues), value);
}

/** Schemas are somebody else's: what their types promise is looked at. */
function isAnswer(result: unknown): boolean {
  return typeof result === "object" && result !== null && ("value" in result || "issues" in result);
}
