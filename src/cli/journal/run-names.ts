/** A name is no shorter than this: the first part of a UUID. */
const LENGTH_MIN = 8;

/** What runs are called beside one another: as much of their ids as tells them apart. */
export function namesOf(ids: readonly string[]): readonly string[] {
  return ids.map((id) => {
    for (let length = LENGTH_MIN; length < id.length; length++) {
      const name = id.slice(0, length);
      if (ids.every((other) => other === id || !other.startsWith(name))) return name;
    }
    return id;
  });
}
