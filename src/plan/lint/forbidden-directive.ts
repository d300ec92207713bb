import { ALLOWED } from "../../../supervisors/defaults.ts";
import type { Directive, DirectiveName, PolicyTable } from "../../../supervisors/policy.ts";
import { FAILURE_KINDS } from "../../model/failure.ts";
import type { Remark, Rule } from "./finding.ts";
import { called } from "./place.ts";

/**
 * A directive that is passed over: a kind of failure does not allow it, as retry for `permanent`. Under `*` that is so for
 * some of the kinds that are not named.
 */
export const forbiddenDirective: Rule = {
  name: "forbidden-directive",
  check({ spec }) {
    const table: PolicyTable = spec.policy?.table ?? {};
    const where = `the policy of ${called(spec)}`;
    return [...forbiddenByName(table, where), ...passedOver(table, where)];
  },
};

function forbiddenByName(table: PolicyTable, where: string): readonly Remark[] {
  return FAILURE_KINDS.flatMap((kind) =>
    wordsOf(table[kind]).flatMap((does): readonly Remark[] =>
      ALLOWED[kind].includes(does)
        ? []
        : [
            {
              severity: "error",
              message: `${kind} in ${where} says ${does}, which is not for ${kind}: it is passed over.`,
              remedy: `For ${kind} there are: ${ALLOWED[kind].join(", ")}.`,
            },
          ],
    ),
  );
}

/** Of a `*`, what is said for kinds that allow it is meant for those; retry is often meant for all. */
function passedOver(table: PolicyTable, where: string): readonly Remark[] {
  const words = wordsOf(table["*"]);
  const final = FINAL.filter((kind) => table[kind] === undefined);
  return [
    ...(words.includes("retry") && final.length > 0
      ? [
          {
            severity: "note" as const,
            message: `* in ${where} says retry, which is passed over for ${final.join(" and ")}: these are final.`,
            remedy: `Name them, if they shall not go on behind it, as in ${final[0]}: [escalate()].`,
          },
        ]
      : []),
    ...(words.includes("revise") && words.length === 1
      ? [
          {
            severity: "note" as const,
            message: `* in ${where} says revise, which is for invalid-output alone: all else is passed over, and escalates.`,
            remedy: 'Say it where it counts: "invalid-output": [revise()].',
          },
        ]
      : []),
  ];
}

const FINAL = ["rejected", "permanent"] as const;

/** The directives in a chain, each once. */
function wordsOf(chain: readonly Directive[] | undefined): readonly DirectiveName[] {
  return [...new Set((chain ?? []).map(({ does }) => does))];
}
