/** What came, now or later: most work is asynchronous, but nothing is made so that is not. */
export type Eventually<T> = T | PromiseLike<T>;

/** Whether it comes later. */
export function isLater<T>(value: Eventually<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** Uses what came, when it comes. A `then` of somebody else's may do anything; a promise's does what is expected of it. */
export function whenThere<T, U>(value: Eventually<T>, use: (value: T) => Eventually<U>): Eventually<U> {
  return isLater(value) ? Promise.resolve(value).then(use) : use(value);
}
