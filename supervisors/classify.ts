import type { FailureKind } from "../src/model/failure.ts";
import { chainOf, type Thrown } from "../src/model/thrown.ts";

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
 * The kind of what work threw, in the order of docs/semantics.md. Each question is asked of the error and then of its
 * causes, from the outside in: which kind the thrower declared; which HTTP answer a provider gave; a network code (Node's
 * fetch throws `TypeError: fetch failed` over ECONNREFUSED); a TimeoutError; a programming error; else transient. An HTTP
 * 5xx only says that something behind it failed, so the causes of it are heard first.
 */
export function classify(thrown: Thrown): FailureKind {
  const chain = chainOf(thrown);
  const declared = chain.find((link) => link.declared !== undefined)?.declared;
  const said = declared ?? chain.map(ofProvider).find((kind) => kind !== undefined);
  if (said !== undefined) return said;
  const behind = chain.slice(chain.findLastIndex(({ status = 0 }) => status >= 500) + 1);
  if (behind.some((link) => link.code !== undefined && NETWORK_CODES.has(link.code))) return "transient";
  if (behind.some((link) => link.name === "TimeoutError")) return "timeout";
  return behind.some((link) => PROGRAMMING_ERRORS.has(link.name)) ? "defect" : "transient";
}

/** What a provider's HTTP answer means: 429 and 529 are about load, 408 and its like pass, other 4xx will not get better. */
function ofProvider({ status, retryAfterMs, retryAt }: Thrown): FailureKind | undefined {
  if (retryAfterMs !== undefined || retryAt !== undefined || status === 429 || status === 529) return "rate-limited";
  if (status === undefined || status < 400 || status >= 500) return undefined;
  return status === 408 || status === 409 || status === 425 ? "transient" : "permanent";
}

/**
 * How long the provider asked us to wait, in milliseconds, wherever in the chain it said so. Where it named a time
 * instead, that is counted from `now`; both are absolute, in milliseconds since 1970.
 */
export function retryAfterOf(thrown: Thrown, now: number): number | undefined {
  const said = chainOf(thrown).find((link) => link.retryAfterMs !== undefined || link.retryAt !== undefined);
  if (said?.retryAfterMs !== undefined) return said.retryAfterMs;
  return said?.retryAt === undefined ? undefined : Math.max(0, said.retryAt - now);
}
