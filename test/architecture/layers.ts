import { importsOf, packageOf, targetOf } from "./imports.ts";
import type { Rule, SourceText, Violation } from "./violation.ts";

interface Layer {
  readonly folder: string;
  readonly row: number;
  /** Third-party packages it may import; `node` is everything built in, `*` any package. */
  readonly packages: readonly string[];
}

/** DESIGN: "Layers, the only rule about imports". A folder may import itself and the rows above it (smaller numbers). */
const LAYERS: readonly Layer[] = [
  { row: 1, folder: "src/model", packages: ["@standard-schema/spec"] },
  { row: 2, folder: "supervisors", packages: [] },
  { row: 2, folder: "src/patterns", packages: [] },
  { row: 2, folder: "src/inspect", packages: ["ws", "node"] },
  { row: 2, folder: "src/telemetry", packages: ["@opentelemetry/api"] },
  { row: 3, folder: "machines", packages: ["xstate"] },
  { row: 4, folder: "src/budget", packages: ["immer"] },
  { row: 4, folder: "src/gates", packages: ["immer"] },
  { row: 4, folder: "src/tools", packages: ["immer"] },
  { row: 4, folder: "src/messages", packages: ["immer"] },
  { row: 5, folder: "src/plan", packages: ["@standard-schema/spec"] },
  { row: 6, folder: "src/kernel", packages: ["xstate"] },
  { row: 7, folder: "src/hosts", packages: ["node"] },
  { row: 8, folder: "src/simulate", packages: [] },
  { row: 8, folder: "src/runtime", packages: [] },
  { row: 9, folder: "src/adapters", packages: ["*"] },
  { row: 10, folder: "src/cli", packages: ["node"] },
];

/** Rows whose folders stand side by side: a file directly in the parent is shared by them, they do not know each other. */
const FAMILIES = ["src/hosts", "src/adapters"];

/** A folder imports itself and the rows above it, and of third-party packages only those of its row. */
export function layerRule(entryPoints: readonly string[]): Rule {
  return (files) =>
    files
      .filter(({ path }) => isLibrary(path) && !entryPoints.includes(path))
      .flatMap((file) => {
        const layer = layerOf(file.path);
        if (layer !== undefined) return importsAgainst(file, layer, entryPoints);
        const message =
          "stands in no layer; move it to a folder of the layer table, or add a row to test/architecture/layers.ts";
        return [{ path: file.path, line: 1, message }];
      });
}

function importsAgainst(file: SourceText, layer: Layer, entryPoints: readonly string[]): readonly Violation[] {
  return importsOf(file).flatMap(({ specifier, line }) => {
    const target = targetOf(file.path, specifier);
    const message =
      target === undefined ? packageProblem(layer, specifier) : fileProblem(file.path, target, layer, entryPoints);
    return message === undefined ? [] : [{ path: file.path, line, message }];
  });
}

function packageProblem({ folder, packages }: Layer, specifier: string): string | undefined {
  const name = packageOf(specifier);
  if (packages.includes(name) || (packages.includes("*") && name !== "node")) return undefined;
  const allowed = packages.length === 0 ? "no packages" : `only ${packages.join(", ")}`;
  return `${folder} may import ${allowed}, not "${specifier}"; move this code to a layer that may, or ask for it through the host`;
}

function fileProblem(path: string, target: string, layer: Layer, entryPoints: readonly string[]): string | undefined {
  if (entryPoints.includes(target)) return `imports the entry point ${target}; import the file that defines the name`;
  const other = layerOf(target);
  if (other === undefined)
    return `imports ${target}, which stands in no layer; import only src, machines and supervisors`;
  if (other.folder === layer.folder) return familyProblem(path, target);
  if (other.row < layer.row) return undefined;
  const relation = other.row === layer.row ? "stands beside it" : "stands below it";
  return `${layer.folder} may not import ${other.folder}, which ${relation}; move the shared word up (src/model), or hand the value in`;
}

function familyProblem(path: string, target: string): string | undefined {
  const from = memberOf(path);
  const to = memberOf(target);
  if (to === undefined || from === to) return undefined;
  const importer = from ?? "a file that they share";
  return `${importer} may not import ${to}: they do not know each other; move what both need into the parent folder`;
}

/** `src/hosts/live` for a file in it; undefined for a file directly in `src/hosts`, and outside of families. */
function memberOf(path: string): string | undefined {
  const family = FAMILIES.find((folder) => path.startsWith(`${folder}/`));
  if (family === undefined) return undefined;
  const [first = "", ...rest] = path.slice(family.length + 1).split("/");
  return rest.length === 0 ? undefined : `${family}/${first}`;
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.find(({ folder }) => path.startsWith(`${folder}/`));
}

function isLibrary(path: string): boolean {
  return /^(?:src|machines|supervisors)\//.test(path);
}
