import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { didYouMean, nearNames } from "../model/near.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { markedWith, SPEC } from "../plan/brand.ts";
import { specOf } from "../plan/erasure.ts";
import type { Plan } from "../plan/plan.ts";
import { heldBack } from "./load-warnings.ts";
import { explained } from "./module-error.ts";
import { watchLoad } from "./unfinished-load.ts";

/**
 * The plan that a module exports: the one of the given name, else the default export, the one named `plan`, or the only
 * one.
 *
 * @throws TroupeError MODULE_NOT_FOUND, BAD_MODULE, NOT_A_PLAN, USAGE where it must be said which; ModuleCrash
 */
export async function loadPlan(module: string, exportName: string | undefined): Promise<Plan<unknown, unknown>> {
  const exported = await importModule(module);
  return exportName === undefined ? onlyPlan(module, exported) : namedPlan(module, exported, exportName);
}

/**
 * Every plan that a module exports, or only the one of the given name: those that its runs can be brought back with.
 *
 * @throws as `loadPlan`; NOT_A_PLAN where it exports none
 */
export async function loadPlans(
  module: string,
  exportName: string | undefined,
): Promise<readonly Plan<unknown, unknown>[]> {
  const exported = await importModule(module);
  if (exportName !== undefined) return [namedPlan(module, exported, exportName)];
  const plans = new Set(plansIn(exported).map(({ plan }) => plan));
  return plans.size > 0 ? [...plans] : [onlyPlan(module, exported)];
}

type Exported = Readonly<Record<string, unknown>>;

async function importModule(module: string): Promise<Exported> {
  const path = module.startsWith("file:") ? fileURLToPath(module) : resolve(module);
  const entry = await stat(path).catch(() => undefined);
  if (entry === undefined) throw await notFound(module, path);
  if (entry.isDirectory()) throw await folderGiven(module, path);
  if (!MODULE.test(path)) throw notModule(module);
  const warnings = heldBack();
  const watch = watchLoad(module, process.stderr);
  const loading: Promise<Exported> = import(pathToFileURL(path).href);
  const [loaded] = await Promise.allSettled([Promise.race([loading, watch.stuck])]);
  watch.release();
  await warnings.release();
  if (loaded.status === "rejected")
    throw await explained({ module, path, error: loaded.reason, isTakenForCommonJs: warnings.sayCommonJs() });
  const { value } = loaded;
  if (value instanceof TroupeError) throw value;
  return value;
}

/** Whether a path is that of a module, by its name. */
export function isModule(path: string): boolean {
  return MODULE.test(path);
}

const MODULE = /\.[cm]?[jt]s$/;

function notModule(module: string): TroupeError {
  const isData = module.endsWith(".json");
  return new TroupeError("BAD_MODULE", {
    what: `${module} is no module.`,
    remedy: `A module is .js, .mjs, .ts or .mts${isData ? `; an input is given by --input ${module}` : ""}.`,
    facts: { module },
  });
}

async function notFound(module: string, path: string): Promise<TroupeError> {
  const modules = await modulesIn(dirname(path));
  const isLost = !(await isThere(dirname(path)));
  const stem = basename(path).replace(/\.[^.]*$/, "");
  const same = modules.filter((name) => name.replace(/\.[^.]*$/, "") === stem);
  const near = same.length > 0 ? same : nearNames(basename(path), modules);
  return new TroupeError("MODULE_NOT_FOUND", {
    what: `There is no file ${module}.`,
    remedy:
      near.length > 0
        ? `Did you mean ${near.map((name) => JSON.stringify(name)).join(" or ")}?`
        : `${isLost ? `There is no folder ${dirname(module)} either. ` : ""}Paths begin where you are: ${process.cwd()}`,
    facts: { module },
  });
}

async function folderGiven(module: string, path: string): Promise<TroupeError> {
  const modules = await modulesIn(path);
  const likely = modules.find((name) => /^(?:plan|index|main)\.m?[jt]s$/.test(name)) ?? modules[0];
  return new TroupeError("MODULE_NOT_FOUND", {
    what: `${module} is a folder.`,
    remedy: likely === undefined ? "There is no module in it." : `Name the module in it, as in ${join(module, likely)}`,
    facts: { module },
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function modulesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => MODULE.test(name) && !/\.d\.[cm]?ts$/.test(name)).toSorted();
}

function isPlan(value: unknown): value is Plan<unknown, unknown> {
  return markedWith(value, SPEC) !== undefined;
}

function plansIn(exported: Exported): readonly { readonly name: string; readonly plan: Plan<unknown, unknown> }[] {
  return Object.entries(exported).flatMap(([name, value]) => (isPlan(value) ? [{ name, plan: value }] : []));
}

function onlyPlan(module: string, exported: Exported): Plan<unknown, unknown> {
  const plans = plansIn(exported);
  const preferred = plans.find(({ name }) => name === "default") ?? plans.find(({ name }) => name === "plan");
  if (preferred !== undefined) return preferred.plan;
  const [only, another] = plans;
  if (only !== undefined && another === undefined) return only.plan;
  if (only !== undefined) {
    throw new TroupeError("USAGE", {
      what: `${module} exports several plans: ${plans.map(({ name }) => name).join(", ")}.`,
      remedy: `Say which one, as in --export ${only.name}.`,
      facts: { module, plans: plans.map(({ name }) => name) },
    });
  }
  const names = Object.keys(exported);
  const meant = ["default", "plan"].find((name) => names.includes(name));
  if (meant !== undefined) specOf(exported[meant], `The export "${meant}" of ${module}`);
  throw new TroupeError("NOT_A_PLAN", {
    what: `${module} exports no plan${names.length === 0 ? ", nor anything else" : `, only ${names.join(", ")}`}.`,
    remedy: `Export one, as in: ${EXAMPLE}. A function that makes a plan must be called.`,
    facts: { module, exports: names },
  });
}

const EXAMPLE = 'export const plan = agent("hello", { work: () => "hello" })';

function namedPlan(module: string, exported: Exported, name: string): Plan<unknown, unknown> {
  if (!Object.hasOwn(exported, name)) {
    const plans = Object.keys(exported)
      .filter((key) => isPlan(exported[key]))
      .toSorted();
    throw new TroupeError("USAGE", {
      what: `${module} exports nothing named ${JSON.stringify(name)}.`,
      remedy:
        plans.length === 0 ? `It exports no plan at all; export one, as in: ${EXAMPLE}.` : didYouMean(name, plans),
      facts: { module, exports: Object.keys(exported) },
    });
  }
  const value = exported[name];
  if (!isPlan(value)) specOf(value, `The export ${JSON.stringify(name)} of ${module}`);
  if (isPlan(value)) return value;
  throw new Error(`${name} of ${module} is a plan and is none`);
}
