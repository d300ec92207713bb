import { createHash } from "node:crypto";
import { maskNames } from "./mask-names.ts";

/**
 * Takes out of a text what points to a person: e-mail addresses (plain, URL-encoded, as HTML entity, or spelt out as
 * "name at host dot tld"), phone numbers, user parts and queries of URLs, who is quoted ("… wrote:"), and the given
 * names. What stands in their place says what was there. Rather masks too much than too little; takes linear time;
 * never throws.
 *
 * Names that are not given are not recognised: this is a mask for a demonstration, not an anonymiser.
 */
export function maskText(text: string, names: readonly string[] = []): string {
  const masked = maskAddresses(maskUrls(text)).replace(SPELT_OUT, "[address]").replace(PHONE, maskPhone);
  return maskNames(masked, names);
}

/**
 * A stable stand-in for a sender: the same address always gives the same one, so that a thread can still be followed.
 * Only 24 bits of a digest are kept.
 */
export function maskSender(from: string): string {
  const address = /[^\s<>"(),;:]{1,256}@[^\s<>"(),;:]+/.exec(from)?.[0] ?? from;
  return `Correspondent ${digest(address.trim().toLowerCase()).slice(0, 6)}`;
}

/** A stable stand-in for a Message-ID, which often holds an address: `m-` and 64 bits of a digest. */
export function maskMessageId(messageId: string): string {
  return `m-${digest(messageId).slice(0, 16)}`;
}

/** What cannot stand in an address, generously: international letters may. */
const NOT_IN_ADDRESS = /[\s<>()[\],;"\\]/;
const AT = /@|%40|&#0*64;|&#x0*40;|&commat;|\s?\[at\]\s?|\s?\(at\)\s?|＠/gi;
const SPELT_OUT =
  /(?<![\w.+-])[\w.+-]{1,256}(?:\s{0,3}@\s{0,3}[\w-]{1,63}\.\w[\w.-]{0,190}|\s{1,3}at\s{1,3}[\w-]{1,63}(?:\s{1,3}dot\s{1,3}[\w-]{1,63}){1,4})/gi;
const URL_WITH_REST = /\b((?:https?|s?ftp|ssh|telnet|imap|smtp|ldap):\/\/)([^\s<>"]{1,2000})/gi;
const PHONE =
  /(?<![\w.#])(?<!\b(?:order|ticket|case|invoice|bug|rma)(?: no\.?| number)?[ :#]{0,3})(?:(?:\+|00|\()?\d{1,5}\)?(?:[ .\-/]{1,2}\(?\d{1,5}\)?){1,6}|\+\d{7,15})(?!\w)/gi;

function maskUrls(text: string): string {
  return text.replace(URL_WITH_REST, (_, scheme: string, rest: string) => {
    const place = rest
      .replace(/^[^/?#]*@/, "")
      .replace(/\/(?:~|%7e)[^/?#]*/gi, "/[user]")
      .replace(/\/(users?|members?|people)\/[^/?#]+/gi, "/$1/[user]")
      .replace(/\?.*$/s, "?[query]");
    return `${scheme}${place}`;
  });
}

/** Finds each at sign and widens to both sides; one regular expression for both sides would take quadratic time. */
function maskAddresses(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const match of text.matchAll(AT)) {
    const afterAt = match.index + match[0].length;
    if (match.index < done) continue;
    const start = startOfLocalPart(text, match.index, done);
    const end = endOfDomain(text, afterAt);
    if (start === match.index || end === afterAt) continue;
    pieces.push(text.slice(done, start), "[address]");
    done = end;
  }
  return [...pieces, text.slice(done)].join("");
}

/** A local part in quotes may hold blanks; it is taken back to its opening quote, at most 66 characters. */
function startOfLocalPart(text: string, at: number, floor: number): number {
  const isQuoted = text.charAt(at - 1) === '"' && at - 1 >= floor;
  const quote = isQuoted ? text.slice(Math.max(floor, at - 66), at - 1).lastIndexOf('"') : -1;
  let start = isQuoted ? Math.max(floor, quote === -1 ? at - 66 : Math.max(floor, at - 66) + quote) : at;
  while (start > floor && !NOT_IN_ADDRESS.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function endOfDomain(text: string, from: number): number {
  let end = from;
  while (end < text.length && !NOT_IN_ADDRESS.test(text.charAt(end))) end += 1;
  return end;
}

/** Seven to fifteen digits in groups are a phone number unless they are a date, a version or an IP address. */
function maskPhone(found: string): string {
  const digits = found.replace(/\D/g, "").length;
  const isDate = /^(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?(?!\d)|^\d\d?([-./])\d\d?\1(?:19|20)?\d\d$/.test(found);
  const isVersion = /^(?:0|[1-9]\d{0,2})(?:[.-]\d{1,3})+$/.test(found) && found.includes(".");
  return digits < 7 || digits > 15 || isDate || isVersion ? found : "[phone]";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
