import { NAME_PATTERN } from "./path.ts";
import { shown } from "./shown.ts";
import { TroupeError } from "./troupe-error.ts";

/** A name that can be a segment of a path; BAD_NAME otherwise, with one that could. */
export function acceptName(name: unknown, what: string): string {
  if (typeof name === "string" && NAME_PATTERN.test(name) && name !== "__proto__") return name;
  throw new TroupeError("BAD_NAME", {
    what: `The name of ${what} is ${shown(name)}.`,
    remedy: `A name is 1 to 64 letters, digits, "_", ".", "-" and spaces, beginning and ending with a letter, a digit or "_"${suggestion(name)}.`,
    facts: { name: typeof name === "string" ? name : shown(name) },
  });
}

function suggestion(name: unknown): string {
  if (typeof name !== "string") return "";
  const word = name
    .replace(/[^A-Za-z0-9_. -]+/g, "-")
    .slice(0, 64)
    .replace(/^[. -]+|[. -]+$/g, "");
  return word === "" ? "" : `, for example ${JSON.stringify(word)}`;
}

/** Names of one group, each used once; DUPLICATE_NAME otherwise. */
export function acceptDistinct(
  names: readonly string[],
  group: { readonly where: string; readonly remedy: string },
): void {
  const seen = new Set<string>();
  const again = names.find((name) => seen.size === seen.add(name).size);
  if (again === undefined) return;
  throw new TroupeError("DUPLICATE_NAME", {
    what: `${group.where} uses the name ${JSON.stringify(again)} twice.`,
    remedy: group.remedy,
    facts: { name: again },
  });
}
