import type { Completion } from "../model/effect.ts";
import { toJson } from "../model/json.ts";
import type { WorkContext } from "../plan/work-context.ts";

type Progressed = Omit<Extract<Completion, { kind: "progressed" }>, "at">;

/** How many reports of one attempt are all taken. From here on only every tenth is; ten times further, every hundredth. */
const WHOLE = 1_000;

/**
 * How an attempt tells how far it is. Every report is taken up to the thousandth, then every tenth, after ten thousand
 * taken ones every hundredth, and so on; that it is done (1) is always taken. Only what stands alone counts: a report
 * that replaces one nobody has read costs nothing. What is dropped is not looked at.
 */
export function createProgress(id: string, report: (progressed: Progressed) => boolean): WorkContext["progress"] {
  let taken = 0;
  let passedOver = 0;
  let last = 0;
  return (fraction, partial) => {
    if (!Number.isFinite(fraction)) return;
    const isNewlyDone = fraction >= 1 && last < 1;
    passedOver += 1;
    if (!isNewlyDone && passedOver < strideAfter(taken)) return;
    passedOver = 0;
    last = fraction;
    if (report({ kind: "progressed", id, fraction: Math.min(1, Math.max(0, fraction)), ...readPartial(partial) }))
      taken += 1;
  };
}

/** Of how many reports one is taken, once so many were. */
function strideAfter(taken: number): number {
  let stride = 1;
  for (let bound = WHOLE; taken >= bound; bound *= 10) stride *= 10;
  return stride;
}

function readPartial(partial: unknown): { readonly partial?: unknown } {
  if (partial === undefined) return {};
  const said = toJson(partial);
  return said.isJson ? { partial: said.value } : {};
}
