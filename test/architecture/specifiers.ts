import { importsOf, packageOf, targetOf } from "./imports.ts";
import type { Rule } from "./violation.ts";

/** Node runs the sources, so a relative import names a real file, with its extension. */
export const extensionRule: Rule = (files) =>
  files.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, line }) => {
      if (targetOf(file.path, specifier) === undefined || /\.(?:ts|mjs|json)$/.test(specifier)) return [];
      return [{ path: file.path, line, message: `"${specifier}" names no file; write the extension: "./name.ts"` }];
    }),
  );

/** Examples show what a user can do: they know the package by its name, Node, installed packages and their own folder. */
export function exampleRule(subpaths: readonly string[], packages: readonly string[]): Rule {
  return (files) =>
    files
      .filter(({ path }) => path.startsWith("examples/"))
      .flatMap((file) =>
        importsOf(file).flatMap(({ specifier, line }) => {
          const target = targetOf(file.path, specifier);
          const own = file.path.split("/").slice(0, 2).join("/");
          const isFine =
            target === undefined
              ? subpaths.includes(specifier) || packages.includes(packageOf(specifier))
              : target.startsWith(`${own}/`);
          if (isFine) return [];
          const message = `an example may not import "${specifier}"; use ${subpaths.join(", ")}, node:*, a devDependency or its own folder`;
          return [{ path: file.path, line, message }];
        }),
      );
}
