/**
 * The identity of a place in a plan and of what happens there: `support/draft[2]~1#3` is the third attempt of the
 * second life (`~1`) of the third activation (`[2]`) of `draft` inside `support`. Zero incarnation is not written.
 */

/** What a plan's name must look like to be a segment of a path. Lengths are in characters. */
export const NAME_PATTERN = /^[A-Za-z0-9_](?:[A-Za-z0-9_. -]{0,62}[A-Za-z0-9_])?$/;

/** The path of a child; `index` is given where one place has several activations (a map's items, a second asking). */
export function childPath(parent: string, name: string, index?: number): string {
  const segment = index === undefined ? name : `${name}[${index}]`;
  return parent === "" ? segment : `${parent}/${segment}`;
}

/** The last segment of a path: the node's name, with the index of its activation. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

const FALLBACK = "fallback:";

/** The path of the plan that stands in for `path` after a fallback. */
export function fallbackPath(path: string, name: string): string {
  return `${path}/${FALLBACK}${name}`;
}

/** How many levels it is from `ancestor` down to `path`, both counted. Whoever stands in for a plan is as deep as that. */
export function levelsBelow(path: string, ancestor: string): number {
  const below = path.slice(ancestor.length).split("/");
  return below.filter((segment) => !segment.startsWith(FALLBACK)).length;
}

/** One life of a place: the address of an actor. */
export function lifeId(path: string, incarnation: number): string {
  return incarnation === 0 ? path : `${path}~${incarnation}`;
}

/** One try of an agent's work. */
export function attemptId(life: string, attempt: number): string {
  return `${life}#${attempt}`;
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return ancestor === "" || path === ancestor || path.startsWith(`${ancestor}/`);
}
