import { importsOf, targetOf } from "./imports.ts";
import type { Rule, SourceText, Violation } from "./violation.ts";

/** No file imports itself on any way round, types included. */
export const cycleRule: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const edges = new Map(files.map((file) => [file.path, targetsOf(file).filter((target) => byPath.has(target))]));
  const seen = new Set<string>();
  const violations: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) violations.push(cycleAt(byPath, [...trail.slice(start), path]));
    if (seen.has(path)) return;
    seen.add(path);
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
  };
  for (const { path } of files) visit(path, []);
  return violations;
};

function targetsOf(file: SourceText): readonly string[] {
  return importsOf(file).flatMap(({ specifier }) => targetOf(file.path, specifier) ?? []);
}

function cycleAt(byPath: ReadonlyMap<string, SourceText>, cycle: readonly string[]): Violation {
  const [path = "", next = ""] = cycle;
  const file = byPath.get(path);
  const edge = file && importsOf(file).find(({ specifier }) => targetOf(path, specifier) === next);
  const message = `imports itself: ${cycle.join(" → ")}; move what both sides need into a file of its own`;
  return { path, line: edge?.line ?? 1, message };
}
