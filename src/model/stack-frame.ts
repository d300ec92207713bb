import { tried } from "./foreign.ts";

/** How many frames are looked through: a stack is as long as `Error.stackTraceLimit` says. */
const FRAMES_MAX = 200;

/** Where this package stands while it is no one's dependency; undefined where it was bundled into something else. */
const HOME = /^(.*\/)src\/model\/stack-frame\./.exec(plainPath(import.meta.url))?.[1];
const OUR_FOLDERS = ["src/", "machines/", "supervisors/"];

/**
 * The place (`file:line:column`) of the first frame of a stack that is the thrower's own: not Node's, not of an installed
 * package, not ours. There a person looks for the bug. Undefined where there is none, or the engine writes other stacks.
 */
export function ownFrame(stack: string): string | undefined {
  let seen = 0;
  for (const [, frame = ""] of stack.matchAll(/\n {4}at (.+)/g)) {
    if (seen++ >= FRAMES_MAX) return undefined;
    const place = placeOf(frame);
    if (place !== undefined && isOwn(place)) return place;
  }
  return undefined;
}

/** `work (file:///app/tools.ts:3:14)`, or the place alone of a function without a name. */
function placeOf(frame: string): string | undefined {
  const opens = frame.indexOf(" (");
  const place = opens < 0 || !frame.endsWith(")") ? frame.replace(/^async /, "") : frame.slice(opens + 2, -1);
  return /:\d+:\d+$/.test(place) ? plainPath(place) : undefined;
}

function isOwn(place: string): boolean {
  if (/^(?:node:|<anonymous>|eval at )/.test(place) || /[\\/]node_modules[\\/]/.test(place)) return false;
  return HOME === undefined || !OUR_FOLDERS.some((folder) => place.startsWith(HOME + folder));
}

/** The path in a file's address; what is none stays as it is. */
function plainPath(address: string): string {
  if (!address.startsWith("file://")) return address;
  const path = address.slice("file://".length).replace(/^\/(?=[A-Za-z]:)/, "");
  return tried(() => decodeURIComponent(path)) ?? path;
}
