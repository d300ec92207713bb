import type { Chain, Directive } from "../../../supervisors/policy.ts";
import { isSameJson } from "../../model/json.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/**
 * A directive that is never taken: its limit is used up from the beginning, or one before it in its chain is refused only
 * where it is refused, too.
 */
export const deadDirective: Rule = {
  name: "dead-directive",
  check: ({ spec }) =>
    Object.entries<Chain | undefined>(spec.policy?.table ?? {}).flatMap(([kind, chain = []]) =>
      chain.flatMap((directive, position) => {
        const why = spentFromTheStart(directive) ?? shadowedBy(chain.slice(0, position), directive);
        if (why === undefined) return [];
        return [
          {
            severity: "warning" as const,
            message: `${directive.does} at place ${position + 1} of ${kind} in the policy of ${called(spec)} is never taken: ${why}.`,
            remedy: "Leave it out, or give it a larger limit than what stands before it has.",
          },
        ];
      }),
    ),
};

function spentFromTheStart(directive: Directive): string | undefined {
  if (directive.does !== "retry") return undefined;
  const { attempts, from, scope, restarts } = directive;
  if (from === undefined && attempts === 1) return "attempts count the first run, too, and 1 is that one";
  const isGroup = from !== undefined || scope !== "one";
  return isGroup && restarts === 0 ? "it has no restarts" : undefined;
}

/** Behind a fallback, it is another plan that is tried again: the one that declares the policy, with counters of its own. */
function shadowedBy(before: Chain, directive: Directive): string | undefined {
  const first = before.findLastIndex(({ does }) => does === "fallback") + 1;
  const place = before.findIndex((other, at) => at >= first && isShadow(other, directive));
  return place < 0 ? undefined : `the one at place ${place + 1} is taken for as long as it could be`;
}

/** Whether the first can be taken wherever the second one can: they count the same tries, and it has at least as many. */
function isShadow(one: Directive, other: Directive): boolean {
  if (one.does === "revise" && other.does === "revise") return one.rounds >= other.rounds;
  if (one.does !== "retry" || other.does !== "retry") return false;
  if (one.scope !== other.scope || one.from !== other.from) return false;
  const isAsPatient = one.delayMs === other.delayMs && isSameJson(one.backoff, other.backoff);
  return isAsPatient && one.attempts >= other.attempts && one.restarts >= other.restarts;
}
