import { describe, expect, it } from "vitest";
import { retry } from "../../src/index.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { factsOf, resumed, whole, type Written } from "./killed.ts";
import { CRASH_SCENES, type CrashScene } from "./scenes.ts";

describe("a run that is killed", () => {
  it.each(Object.entries(CRASH_SCENES))("between any two commits comes to the same end: %s", async (_, scene) => {
    const { appends, outcome } = await whole(scene);
    expect(outcome.status).not.toBe("cancelled");
    const wrongs: string[] = [];
    for (let cut = 1; cut < appends.length; cut++)
      wrongs.push(...(await wrongsAfter(scene, appends.slice(0, cut), outcome)).map((wrong) => `cut ${cut}: ${wrong}`));
    expect(wrongs).toEqual([]);
  });

  it.each(Object.entries(CRASH_SCENES))("and killed once more comes to the same end: %s", async (_, once) => {
    const scene = patient(once);
    const { appends, outcome } = await whole(scene);
    const first = appends.slice(0, Math.ceil(appends.length / 2));
    const second = (await resumed(scene, first)).appends;
    const wrongs: string[] = [];
    for (let cut = 1; cut < second.length; cut++)
      wrongs.push(
        ...(await wrongsAfter(scene, [...first, ...second.slice(0, cut)], outcome)).map(
          (wrong) => `cut ${cut}: ${wrong}`,
        ),
      );
    expect(wrongs).toEqual([]);
  });
});

/** Killed twice in one activation, it would be suspected: this plan says that it is not. */
function patient(scene: CrashScene): CrashScene {
  return { ...scene, plan: scene.plan.supervised({ lost: [retry({ attempts: 9, delayMs: 10 })] }) };
}

async function wrongsAfter(
  scene: CrashScene,
  durable: Written["appends"],
  wanted: Outcome<unknown>,
): Promise<readonly string[]> {
  const { outcome, appends } = await resumed(scene, durable);
  const [is, due] = [outcome, wanted].map((one) => JSON.stringify(gist(one, scene)));
  return [...(is === due ? [] : [`${is}, not ${due}`]), ...repeated(factsOf(durable), factsOf(appends))];
}

/** What must not depend on where it was killed. */
function gist(outcome: Outcome<unknown>, { isLoose }: CrashScene): unknown {
  const { status } = outcome;
  const finished = isLoose === true ? {} : outcome.finished;
  const failure = outcome.status === "failed" ? [outcome.failure.kind, outcome.failure.path] : undefined;
  return {
    status,
    finished: Object.entries(finished).toSorted(([one], [other]) => one.localeCompare(other)),
    output: "output" in outcome ? outcome.output : failure,
  };
}

/** Work that was finished before the end of the first process, was not taken back, and began again in the second one. */
function repeated(before: readonly Fact[], after: readonly Fact[]): readonly string[] {
  const finished = new Set<string>();
  for (const { type, path, ...fact } of before) {
    if (type === "node.ended" && "how" in fact && fact.how === "done") finished.add(path);
    if (type === "node.started" || type === "node.voided")
      for (const one of finished) if (one === path || one.startsWith(`${path}/`)) finished.delete(one);
  }
  const again: string[] = [];
  for (const { type, path } of after) {
    if (type === "node.voided")
      for (const one of finished) if (one === path || one.startsWith(`${path}/`)) finished.delete(one);
    if (type === "attempt.started" && finished.has(path)) again.push(`${path} was finished, and began again`);
  }
  return again;
}
