import type { Completion } from "../model/effect.ts";
import { addUsd, type Usage } from "../model/usage.ts";
import type { Join } from "./inbox.ts";

type Spent = Extract<Completion, { kind: "spent" }>;
type Report = Extract<Completion, { kind: "progressed" }> | Spent;

/**
 * Joins the reports of one attempt that nobody has read: the newest progress stands for all, and what was spent is
 * summed. So a loop that reports without a pause costs one entry each, however long it is. They keep their place, thus
 * money is never heard of later than it was; and no report comes from behind an attempt's end to before it.
 */
export function joinReports(): Join<Completion> {
  const places = { progressed: new Map<string, number>(), spent: new Map<string, number>() };
  let known: readonly Completion[] | undefined;

  function forget(): void {
    if (places.progressed.size > 0) places.progressed.clear();
    if (places.spent.size > 0) places.spent.clear();
  }

  function joined(report: Report, waiting: readonly Completion[]) {
    const place = places[report.kind].get(report.id);
    const former = place === undefined ? undefined : waiting[place];
    if (place !== undefined && former !== undefined)
      return { place, becomes: { ...together(former, report), at: atPlace(place, report.at, waiting) } };
    places[report.kind].set(report.id, waiting.length);
    return undefined;
  }

  return (completion, waiting) => {
    if (waiting !== known) forget();
    known = waiting;
    if (completion.kind === "progressed" || completion.kind === "spent") return joined(completion, waiting);
    if ("id" in completion) {
      places.progressed.delete(completion.id);
      places.spent.delete(completion.id);
    }
    return undefined;
  };
}

function together(former: Completion, report: Report): Report {
  return former.kind === "spent" && report.kind === "spent"
    ? { ...report, usage: sum(former.usage, report.usage) }
    : report;
}

/** The newest time that does not go beyond what stands behind it: time never goes back for who reads. */
function atPlace(place: number, at: number, waiting: readonly Completion[]): number {
  return Math.min(at, waiting[place + 1]?.at ?? at);
}

function sum(one: Usage, other: Usage): Usage {
  const total: { -readonly [K in keyof Usage]: Usage[K] } = { ...one };
  for (const key of ["inputTokens", "outputTokens"] as const)
    if (other[key] !== undefined) total[key] = (one[key] ?? 0) + other[key];
  if (other.costUsd !== undefined) total.costUsd = addUsd(one.costUsd ?? 0, other.costUsd);
  return total;
}
