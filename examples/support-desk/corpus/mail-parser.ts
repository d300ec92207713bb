import { decodeBytes, tidy } from "./charset.ts";
import type { CorpusMail, Label } from "./corpus-mail.ts";
import { readableText } from "./mail-body.ts";
import { decodeHeader, type MailHeaders, splitHeaders } from "./mail-headers.ts";
import { maskMessageId, maskSender, maskText } from "./mask.ts";
import { maskPeople, namesIn, peopleIn } from "./mask-names.ts";
import { sentAt } from "./sent-at.ts";

/** Of a raw mail at most this much is read, 1 MiB; the largest of the corpus has 300 kB. */
const RAW_BYTES_MAX = 1024 * 1024;

/** A body is cut after this many characters. 98 % of the bodies of the corpus are shorter. */
export const BODY_CHARS_MAX = 8_000;

/** A subject is cut after this many characters. */
const SUBJECT_CHARS_MAX = 300;

/** Of the mails that a mail answers at most this many are kept, the nearest first. */
const PARENTS_MAX = 20;

/** What is known of a mail apart from its bytes: its place in the corpus, on which side it lies, and whom to mask. */
export type MailOrigin = {
  readonly id: string;
  readonly label: Label;
  /** People who may be named in it though they did not write it, see `maskPeople`; by default nobody. */
  readonly people?: ReadonlySet<string>;
};

/**
 * A raw mail (RFC 5322 with MIME) as plain text, already masked: no address leaves this function. It takes whatever it
 * is given: headers that are none, charsets that nobody knows, encodings cut off in the middle, an empty file. Never
 * throws; what cannot be read is left out.
 */
export function parseMail(bytes: Uint8Array, origin: MailOrigin): CorpusMail {
  const part = splitHeaders(readRaw(bytes));
  const header = (name: string) => part.headers.get(name) ?? "";
  const names = ["from", "reply-to", "to", "cc"].flatMap((name) => namesIn(decodeHeader(header(name))));
  const mask = (text: string) => maskPeople(maskText(text.toWellFormed(), names), origin.people ?? NOBODY);

  return {
    mail: {
      id: origin.id,
      messageId: messageIds(header("message-id")).map(maskMessageId).at(0) ?? null,
      parents: parents(part.headers),
      from: maskSender(decodeHeader(header("from") || header("sender"))),
      subject: mask(tidy(decodeHeader(header("subject"))).slice(0, SUBJECT_CHARS_MAX)),
      sentAt: sentAt(header("date")),
      body: mask(readableText(part).slice(0, BODY_CHARS_MAX)),
    },
    label: origin.label,
    listId: listId(header("list-id")),
  };
}

/** The people whom the From header of a raw mail names, as `MailOrigin.people` wants them. Never throws. */
export function sendersOf(bytes: Uint8Array): readonly string[] {
  return peopleIn(decodeHeader(splitHeaders(readRaw(bytes)).headers.get("from") ?? ""));
}

const NOBODY: ReadonlySet<string> = new Set();

/** Mailbox files put a `From ` line before the first header. */
function readRaw(bytes: Uint8Array): string {
  const raw = decodeBytes(bytes.subarray(0, RAW_BYTES_MAX)).replace(/\r\n?/g, "\n");
  return raw.startsWith("From ") ? raw.slice(raw.indexOf("\n") + 1) : raw;
}

function messageIds(header: string): readonly string[] {
  return header.match(/<[^<>\s]{3,300}>/g) ?? [];
}

/** In-Reply-To names the nearest parent, References all of them, the nearest last. */
function parents(headers: MailHeaders): readonly string[] {
  const nearest = messageIds(headers.get("in-reply-to") ?? "").slice(0, 1);
  const thread = messageIds(headers.get("references") ?? "").toReversed();
  return [...new Set([...nearest, ...thread])].slice(0, PARENTS_MAX).map(maskMessageId);
}

function listId(header: string): string | null {
  return /<([^<>\s@]{1,200})>/.exec(header)?.[1]?.toLowerCase() ?? null;
}
