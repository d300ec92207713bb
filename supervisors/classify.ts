import type { FailureKind } from "../src/model/failure.ts";
import type { Thrown } from "../src/model/thrown.ts";

/** Codes that Node, undici and c-ares put on errors of the network; any of them in the chain of causes means transient. */
const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ETIMEDOUT",
  "EADDRNOTAVAIL",
  "EMFILE",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
]);

/** Errors of a program, not of the world. A SyntaxError is not among them: it is what JSON.parse says of a bad reply. */
const PROGRAMMING_ERRORS = new Set(["TypeError", "ReferenceError", "RangeError", "EvalError", "AssertionError"]);

/**
 * The kind of what work threw, in the order of docs/semantics.md: declared by the thrower; an HTTP status or a
 * retry-after on the error or its causes; a network code anywhere in the chain (Node's fetch throws `TypeError: fetch
 * failed` over ECONNREFUSED); TimeoutError; a programming error; else transient.
 */
export function classify(thrown: Thrown): FailureKind {
  const chain = causes(thrown);
  const declared = chain.find((link) => link.declared !== undefined)?.declared;
  if (declared !== undefined) return declared;
  for (const link of chain) {
    const kind = ofProvider(link);
    if (kind !== undefined) return kind;
  }
  if (chain.some((link) => link.code !== undefined && NETWORK_CODES.has(link.code))) return "transient";
  if (chain.some((link) => link.name === "TimeoutError")) return "timeout";
  return PROGRAMMING_ERRORS.has(thrown.name) ? "defect" : "transient";
}

/** What a provider's HTTP answer means: 429 and 529 are about load, 408 and 5xx pass, other 4xx will not get better. */
function ofProvider(thrown: Thrown): FailureKind | undefined {
  const { status } = thrown;
  if (thrown.retryAfterMs !== undefined || status === 429 || status === 529) return "rate-limited";
  if (status === undefined || status < 400) return undefined;
  return status >= 500 || status === 408 || status === 409 || status === 425 ? "transient" : "permanent";
}

function causes(thrown: Thrown): readonly Thrown[] {
  const chain: Thrown[] = [];
  for (let link: Thrown | undefined = thrown; link !== undefined; link = link.cause) chain.push(link);
  return chain;
}

/** How long the provider asked us to wait, wherever in the chain it said so. */
export function retryAfterOf(thrown: Thrown): number | undefined {
  return causes(thrown).find((link) => link.retryAfterMs !== undefined)?.retryAfterMs;
}
