import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type ErrorCode, TroupeError } from "../model/troupe-error.ts";
import { nearPlace } from "./place.ts";

/** A module that threw while it was loaded. It is not ours to explain: its own error is the cause. */
export class ModuleCrash extends Error {
  override readonly name = "ModuleCrash";
}

/** A module that could not be loaded, and what is known of that. */
export interface Unloaded {
  /** As it was given. */
  readonly module: string;
  readonly path: string;
  readonly error: unknown;
  /** Node took it for CommonJS, because its package says so, and it is none. */
  readonly isTakenForCommonJs: boolean;
}

/** Node's own words for a module that it cannot load, with what to do; anything else is the module's. */
export async function explained(unloaded: Unloaded): Promise<Error> {
  const { module, error, isTakenForCommonJs } = unloaded;
  if (!(error instanceof Error)) return crash(unloaded);
  if (isTakenForCommonJs) return commonJs(module);
  switch ("code" in error ? error.code : undefined) {
    case "ERR_UNKNOWN_FILE_EXTENSION":
    case "ERR_NO_TYPESCRIPT":
      return bad(unloaded, {
        what: `Node ${process.versions.node} cannot load ${module}: ${error.message}.`,
        remedy: "TypeScript needs Node 22.18, 24 or newer; or compile the module to JavaScript first.",
      });
    case "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX":
    case "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING":
      return bad(unloaded, {
        what: `Node cannot strip the types of ${module}: ${error.message.trim()}.`,
        remedy: "Write it without enums, namespaces and parameter properties, or compile it to JavaScript first.",
      });
    case "ERR_INVALID_TYPESCRIPT_SYNTAX":
      return bad(unloaded, {
        what: `${module} is no TypeScript that Node can read: ${error.message.trim()}.`,
        remedy: "Mend it there:",
      });
    case "ERR_IMPORT_ATTRIBUTE_MISSING":
      return bad(unloaded, {
        what: `${module} imports JSON without saying so.`,
        remedy: `Write: import … from "./${basename(quotedIn(error.message))}" with { type: "json" }`,
      });
    case "ERR_MODULE_NOT_FOUND":
    case "ERR_UNSUPPORTED_DIR_IMPORT":
    case "ERR_PACKAGE_PATH_NOT_EXPORTED":
      return lostImport(module, error);
    default:
      return error instanceof SyntaxError ? wrongSyntax(unloaded, error) : crash(unloaded);
  }
}

function crash({ module, error }: Unloaded): Error {
  return new ModuleCrash(`${module} threw while it was loaded.`, { cause: error });
}

interface Said {
  readonly what: string;
  readonly remedy: string;
  readonly code?: ErrorCode;
}

/** A mistake in the module; where it is stands in the first line of what Node says, if anywhere. */
function bad(
  { module, error }: Pick<Unloaded, "module" | "error">,
  { what, remedy, code = "BAD_MODULE" }: Said,
): TroupeError {
  const at = error instanceof Error ? placeIn(error.stack ?? "") : undefined;
  return new TroupeError(code, { what, remedy, facts: { module, ...(at === undefined ? {} : { at }) } });
}

function placeIn(said: string): string | undefined {
  return /^\s*((?:file:\/\/|\/|[A-Za-z]:[\\/]).*:\d+)$/m.exec(said.split("\n", 1)[0] ?? "")?.[1];
}

function commonJs(module: string): TroupeError {
  const other = module.replace(/\.[cm]?([jt]s)$/, ".m$1");
  return bad(
    { module, error: undefined },
    {
      what: `${module} is an ES module, and its package says that it is CommonJS.`,
      remedy: `npm pkg set type=module, or name it ${basename(other)}`,
    },
  );
}

/** `Cannot find package 'zod' imported from …`, or a file, or a folder. */
async function lostImport(module: string, error: Error): Promise<TroupeError> {
  const lost = quotedIn(error.message);
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(lost)?.[0] ?? lost;
  if (error.message.startsWith("Cannot find package") && !/^(?:[./]|[A-Za-z]:)/.test(lost)) {
    const what = `${module} imports the package ${name}, which is not installed here.`;
    return bad({ module, error }, { code: "MODULE_NOT_FOUND", what, remedy: `npm install ${name}` });
  }
  const said = error.message.replace(/\.$/, "");
  const near = await sameStem(lost);
  return bad(
    { module, error },
    {
      code: "MODULE_NOT_FOUND",
      what: `${module} imports something that is not there: ${said}.`,
      remedy: `${near}Relative imports name the file with its extension.`,
    },
  );
}

/** The files that differ in their extension only. */
async function sameStem(path: string): Promise<string> {
  const stem = (name: string) => basename(name).replace(/\.[^.]*$/, "");
  const names = await readdir(dirname(path)).catch(() => []);
  const same = names.filter((name) => stem(name) === stem(path) && name !== basename(path));
  return same.length === 0 ? "" : `Did you mean ${same.map((name) => JSON.stringify(name)).join(" or ")}? `;
}

function wrongSyntax(unloaded: Unloaded, error: SyntaxError): Error {
  const { module, path } = unloaded;
  const [, from, name] =
    /^The requested module '(.*)' does not provide an export named '(.*)'$/.exec(error.message) ?? [];
  if (from !== undefined && name !== undefined) {
    return bad(unloaded, {
      what: `${nearPlace(importer(error) ?? module)} imports ${name}, which ${from} does not export.`,
      remedy: /^[A-Z]/.test(name)
        ? `If it is a type, write import { type ${name} }; else mend the name:`
        : "Mend the name:",
    });
  }
  const checked = placeIn(error.stack ?? "") === undefined ? spawnSync(process.execPath, ["--check", path]) : undefined;
  const at = placeIn(String(checked?.stderr ?? error.stack));
  if (at === undefined) return crash(unloaded);
  const what = `${module} is no JavaScript that Node can read: ${error.message}.`;
  return new TroupeError("BAD_MODULE", { what, remedy: "Mend it there:", facts: { module, at } });
}

/** The file that a wrong import is in. */
function importer({ stack = "" }: Error): string | undefined {
  const file = placeIn(stack)?.replace(/:\d+$/, "");
  return file?.startsWith("file:") ? fileURLToPath(file) : file;
}

function quotedIn(message: string): string {
  return /['"]([^'"]+)['"]/.exec(message)?.[1] ?? message;
}
