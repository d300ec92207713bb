import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A place in a file (`file:line:column`, or a file alone) as one would name it from the folder that one is in. */
export function nearPlace(place: string): string {
  const path = place.startsWith("file:") ? pathOf(place) : place;
  if (path === undefined) return place;
  const near = relative(process.cwd(), path);
  return near === "" || near.startsWith("..") ? path : near;
}

function pathOf(address: string): string | undefined {
  const [, url = "", position = ""] = /^(.*?)((?::\d+)*)$/.exec(address) ?? [];
  try {
    return `${fileURLToPath(url)}${position}`;
  } catch {
    return undefined;
  }
}
