/** Calls a function as JavaScript would, whatever its types say: for what only a caller without a compiler can get wrong. */
export function fromJavaScript(callee: (...args: never[]) => unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(callee, undefined, args);
}
