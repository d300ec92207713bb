import type { Chain } from "../../../supervisors/policy.ts";
import { below } from "../sight.ts";
import { triesOf } from "../tries.ts";
import type { Remark, Rule } from "./finding.ts";
import { leastSteps } from "./least-steps.ts";
import { called, type Place, type Places } from "./place.ts";

/**
 * A budget under which a plan can never get through, or may be ended early. To be ended early is what a part's own budget is
 * for, and only worth knowing; of a run's budget it is probably not meant. Where a value is declared for it, as in
 * `budget: [skip(…)]`, nothing is said.
 */
export const shortBudget: Rule = {
  name: "short-budget",
  check: (place, places) => [...stepsShort(place, places), ...moneyShort(place, places)],
};

function stepsShort(place: Place, { budget }: Places): readonly Remark[] {
  const { spec, up } = place;
  const run = up === undefined ? budget?.steps : undefined;
  const granted = Math.min(spec.budget?.steps ?? Infinity, run ?? Infinity);
  if (granted === Infinity) return [];
  const whose = granted === run ? "the run may take" : "its budget is";
  const least = leastSteps(spec);
  if (least > granted) {
    return [
      {
        severity: "error",
        message: `${called(spec)} takes ${least} steps even where nothing fails, and ${whose} ${granted}.`,
        remedy: `Grant it more, as in { steps: ${Math.max(least, worstOf(place) ?? 0)} }.`,
      },
    ];
  }
  const worst = worstOf(place);
  if (worst === undefined || worst <= granted || isDeclared(place)) return [];
  return [
    {
      severity: granted === run ? "warning" : "note",
      message: `${called(spec)} may take ${worst} steps at worst, and ${whose} ${granted}: then it is ended early.`,
      remedy: `Grant it ${worst}, bound its retries, or declare what it is worth then, as in .supervised({ budget: [skip(value)] }).`,
    },
  ];
}

/** Its own worst case, without what stands in for it: that draws on the ledgers above. */
function worstOf({ spec, around, cost }: Place): number | undefined {
  if (cost === undefined) return undefined;
  const rows = Object.values<Chain | undefined>(spec.policy?.table ?? {}).map((chain = []) =>
    chain.reduce((steps, it) => steps + (it.does === "fallback" ? (cost.fallbacks[it.plan]?.steps ?? 0) : 0), 0),
  );
  const standIns = Math.max(0, ...rows);
  const own = standIns === 0 ? cost.steps : cost.steps - triesOf(spec, around).fallbacks * standIns;
  return Number.isSafeInteger(own) ? own : undefined;
}

/** A value is declared for the case that it is spent. */
function isDeclared({ spec, around }: Place): boolean {
  return below(around.above, spec.policy?.table).budget.some(({ does }) => does === "skip");
}

/** What an agent is expected to cost is reserved before each attempt, on every ledger around it. */
function moneyShort(place: Place, { budget }: Places): readonly Remark[] {
  const { spec } = place;
  const costUsd = spec.agent?.expects?.costUsd ?? 0;
  const [tightest] = [...ledgersAround(place), budget?.usd]
    .filter((usd) => usd !== undefined)
    .toSorted((a, b) => a - b);
  if (costUsd === 0 || tightest === undefined || costUsd <= tightest) return [];
  return [
    {
      severity: "error",
      message: `${called(spec)} is expected to cost ${costUsd} dollars, and a budget around it has ${tightest}: no attempt is ever started.`,
      remedy: `Grant at least as much, as in { usd: ${costUsd} }, or expect less of it.`,
    },
  ];
}

/** The dollars of every budget from here up; one that is stood in for pays nothing. */
function ledgersAround(place: Place): readonly (number | undefined)[] {
  const { up, as, spec } = place;
  if (up === undefined) return [spec.budget?.usd];
  const above = as === "fallback" ? up.up : up;
  return [spec.budget?.usd, ...(above === undefined ? [] : ledgersAround(above))];
}
