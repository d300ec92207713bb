import { acceptBoolean, acceptDuration, acceptFunction, acceptKeys } from "../model/accept.ts";
import type { Brief } from "../model/brief.ts";
import type { FailureKind } from "../model/failure.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { acceptBrief, acceptExpectation } from "./agent-parts.ts";
import { markedWith, ROLE } from "./brand.ts";
import type { Expectation } from "./spec.ts";

/** What all agents of a role have in common. */
export interface RoleOptions {
  readonly brief?: Brief;
  /** As an agent's own. */
  readonly timeoutMs?: number;
  readonly expects?: Expectation;
  readonly classify?: (thrown: unknown) => FailureKind | undefined;
  readonly idempotent?: boolean;
}

/** A role, for the `role` of agents. Made by `role()`. */
export interface Role {
  readonly [ROLE]: RoleOptions;
}

/**
 * What several agents share: a brief and limits. What an agent says itself comes first. It is shared, not inherited: a
 * role has no role.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_FUNCTION
 */
export function role(options: RoleOptions): Role {
  const where = "a role";
  acceptKeys(options, { where, known: ["brief", "timeoutMs", "expects", "classify", "idempotent"] });
  const { brief, timeoutMs, expects, classify, idempotent } = options;
  if (classify !== undefined) acceptFunction(classify, `classify of ${where}`);
  return Object.freeze({
    [ROLE]: Object.freeze({
      ...(brief === undefined ? {} : { brief: acceptBrief(brief, where) }),
      ...(timeoutMs === undefined ? {} : { timeoutMs: acceptDuration(timeoutMs, `timeoutMs of ${where}`) }),
      ...(expects === undefined ? {} : { expects: acceptExpectation(expects, where) }),
      ...(classify === undefined ? {} : { classify }),
      ...(idempotent === undefined ? {} : { idempotent: acceptBoolean(idempotent, `idempotent of ${where}`) }),
    }),
  });
}

/** What a role says; nothing where there is none. */
export function roleOf(given: Role | undefined, where: string): RoleOptions {
  if (given === undefined) return {};
  if (isRole(given)) return given[ROLE];
  throw new TroupeError("BAD_OPTION", {
    what: `role of ${where} is ${shown(given)}.`,
    remedy: 'Roles are made by role, as in role({ brief: { goal: "…", definitionOfDone: "…" } }).',
    facts: { where },
  });
}

function isRole(given: unknown): given is Role {
  const shared = markedWith(given, ROLE);
  return typeof shared === "object" && shared !== null;
}
