/**
 * Whether a function that must answer at once gave a promise instead. Nobody waits for that one, so nobody else will hear
 * of its rejection: it must not end the process.
 */
export function isLate(said: unknown): boolean {
  if (!(said instanceof Promise)) return false;
  said.catch(() => {});
  return true;
}
