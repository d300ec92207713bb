/**
 * The marks by which our values are known at run time. They are registered, so that plans, directives and answers of a
 * second copy of this package are recognised too.
 */

/** Where a plan keeps its data. */
export const SPEC: unique symbol = Symbol.for("troupe.spec");
/** Where a directive keeps what it says. */
export const DIRECTIVE: unique symbol = Symbol.for("troupe.directive");
/** Where an answer keeps its value. */
export const ANSWERED: unique symbol = Symbol.for("troupe.answered");
/** Where a refusal keeps its reason. */
export const DECLINED: unique symbol = Symbol.for("troupe.declined");

/** Where a hand-off keeps whom it is for, and the context. */
export const HANDED: unique symbol = Symbol.for("troupe.handed");
/** Where work that asks back keeps its question. */
export const ASKED: unique symbol = Symbol.for("troupe.asked");
/** Where a vote's rule keeps what it says. */
export const RULE: unique symbol = Symbol.for("troupe.rule");
/** Where a role keeps what its agents share. */
export const ROLE: unique symbol = Symbol.for("troupe.role");

/** What a value keeps under a mark; undefined where it has none, and where it cannot be read. Never throws. */
export function markedWith(value: unknown, mark: symbol): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return Reflect.get(value, mark);
  } catch {
    return undefined;
  }
}
