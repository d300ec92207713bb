/**
 * Freezes plain data through and through, and gives it back. What is frozen already is taken to be frozen inside, as
 * everything that crossed into a run is: so it costs no more than what is new.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
