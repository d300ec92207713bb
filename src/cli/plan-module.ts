import { readdir, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { didYouMean } from "../model/near.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { markedWith, SPEC } from "../plan/brand.ts";
import { specOf } from "../plan/erasure.ts";
import type { Plan } from "../plan/plan.ts";

/** A module that threw while it was loaded. It is not ours to explain: its own error is the cause. */
export class ModuleCrash extends Error {
  override readonly name = "ModuleCrash";
}

/**
 * The plan that a module exports: the one of the given name, else the default export, the one named `plan`, or the only
 * one.
 *
 * @throws TroupeError MODULE_NOT_FOUND, NOT_A_PLAN, USAGE where it must be said which; ModuleCrash
 */
export async function loadPlan(module: string, exportName: string | undefined): Promise<Plan<unknown, unknown>> {
  const exported = await importModule(module);
  return exportName === undefined ? onlyPlan(module, exported) : namedPlan(module, exported, exportName);
}

type Exported = Readonly<Record<string, unknown>>;

async function importModule(module: string): Promise<Exported> {
  const path = resolve(module);
  const isFile = await stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
  if (!isFile) throw await notFound(module, path);
  try {
    const exported: Exported = await import(pathToFileURL(path).href);
    return exported;
  } catch (error) {
    throw explained(module, error);
  }
}

async function notFound(module: string, path: string): Promise<TroupeError> {
  const names = await readdir(dirname(path)).catch(() => []);
  const modules = names.filter((name) => /\.(?:m?js|m?ts)$/.test(name) && !name.endsWith(".d.ts"));
  const stem = basename(path).replace(/\.[^.]*$/, "");
  const same = modules.filter((name) => name.replace(/\.[^.]*$/, "") === stem);
  const remedy =
    same.length > 0
      ? `Did you mean ${same.map((name) => JSON.stringify(name)).join(" or ")}?`
      : didYouMean(basename(path), modules);
  return new TroupeError("MODULE_NOT_FOUND", {
    what: `There is no file ${module}.`,
    remedy: modules.length === 0 ? "There is no module in that folder either; paths begin where you are." : remedy,
    facts: { module },
  });
}

/** Node's own words for a module that it cannot load, with what to do; anything else is the module's. */
function explained(module: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const said = error instanceof Error ? error.message : String(error);
  switch (code) {
    case "ERR_UNKNOWN_FILE_EXTENSION":
    case "ERR_NO_TYPESCRIPT":
      return new TroupeError("MODULE_NOT_FOUND", {
        what: `Node ${process.versions.node} cannot load ${module}: ${said}.`,
        remedy: "TypeScript needs Node 22.18, 24 or newer; or compile the module to JavaScript first.",
        facts: { module },
      });
    case "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX":
    case "ERR_INVALID_TYPESCRIPT_SYNTAX":
    case "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING":
      return new TroupeError("MODULE_NOT_FOUND", {
        what: `Node cannot strip the types of ${module}: ${said.trim()}.`,
        remedy: "Write it without enums, namespaces and parameter properties, or compile it to JavaScript first.",
        facts: { module },
      });
    case "ERR_MODULE_NOT_FOUND":
      return new TroupeError("MODULE_NOT_FOUND", {
        what: `${module} imports something that is not there: ${said}.`,
        remedy: "Install the package, or mend the path; relative imports name the file with its extension.",
        facts: { module },
      });
    default:
      return new ModuleCrash(`${module} threw while it was loaded.`, { cause: error });
  }
}

function isPlan(value: unknown): value is Plan<unknown, unknown> {
  return markedWith(value, SPEC) !== undefined;
}

function onlyPlan(module: string, exported: Exported): Plan<unknown, unknown> {
  const plans = Object.entries(exported).flatMap(([name, value]) => (isPlan(value) ? [{ name, plan: value }] : []));
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
  throw new TroupeError("NOT_A_PLAN", {
    what: `${module} exports no plan${names.length === 0 ? ", nor anything else" : `, only ${names.join(", ")}`}.`,
    remedy:
      'Export one, as in: export const plan = agent("hello", { work: () => "hello" }). A function that makes a plan must be called.',
    facts: { module, exports: names },
  });
}

function namedPlan(module: string, exported: Exported, name: string): Plan<unknown, unknown> {
  if (!Object.hasOwn(exported, name)) {
    throw new TroupeError("USAGE", {
      what: `${module} exports nothing named ${JSON.stringify(name)}.`,
      remedy: didYouMean(name, Object.keys(exported)),
      facts: { module, exports: Object.keys(exported) },
    });
  }
  const value = exported[name];
  if (!isPlan(value)) specOf(value, `The export ${JSON.stringify(name)} of ${module}`);
  if (isPlan(value)) return value;
  throw new Error(`${name} of ${module} is a plan and is none`);
}
