import { type Queue, queues } from "../schemas.ts";
import type { CorpusMail } from "./corpus-mail.ts";
import { parseMail } from "./mail-parser.ts";
import { antispamThreads } from "./sample/antispam.ts";
import { chatThreads } from "./sample/chat.ts";
import { linuxHelpThreads } from "./sample/linux-help.ts";
import { mailClientThreads } from "./sample/mail-client.ts";
import { packagesThreads } from "./sample/packages.ts";
import type { SampleThread } from "./sample/sample-thread.ts";
import { spamTexts } from "./sample/spam.ts";

/**
 * 125 mails that we wrote ourselves, for when the real ones cannot be fetched, and for tests: in each queue seven
 * threads of a question with two answers, and twenty spams. They take the same way as real mails, as raw text through
 * the parser, with addresses to mask and list footers to cut off. Always the same.
 */
export function sampleMails(): readonly CorpusMail[] {
  const wanted = queues.flatMap((queue) => {
    return threadsOf(queue).flatMap((thread, index) => renderThread(queue, thread, `${queue}-${index + 1}`));
  });
  const spam = spamTexts.map((text, index): RawMail => {
    const id = `sample-spam/${index + 1}`;
    return { id, from: `Offer ${index} <offer${index}@example.com>`, subject: text.subject, body: text.body };
  });
  return [...wanted, ...spam].map((raw, index) => {
    const label = index < wanted.length ? "ham" : "spam";
    return parseMail(new TextEncoder().encode(render(raw, index)), { id: raw.id, label });
  });
}

type RawMail = {
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly body: string;
  readonly parentId?: string;
  readonly queue?: Queue;
};

const SENDERS = ["Ada Quill", "Ben Harrow", "Cleo Marsh", "Dara Finch", "Eli Thorne"] as const;

function threadsOf(queue: Queue): readonly SampleThread[] {
  switch (queue) {
    case "linux-help":
      return linuxHelpThreads;
    case "packages":
      return packagesThreads;
    case "antispam":
      return antispamThreads;
    case "mail-client":
      return mailClientThreads;
    case "chat":
      return chatThreads;
  }
}

function renderThread(queue: Queue, thread: SampleThread, name: string): readonly RawMail[] {
  const questionId = `sample-ham/${name}`;
  const from = (index: number) => {
    const sender = SENDERS[(index + name.length + Number(name.at(-1))) % SENDERS.length] ?? SENDERS[0];
    return `${sender} <${sender.toLowerCase().replace(" ", ".")}@example.net>`;
  };
  const answers = thread.answers.map((body, index): RawMail => {
    const id = `${questionId}-answer-${index + 1}`;
    return { id, from: from(index + 1), subject: `Re: ${thread.subject}`, body, parentId: questionId, queue };
  });
  return [{ id: questionId, from: from(0), subject: thread.subject, body: thread.question, queue }, ...answers];
}

/** As it would have come over the wire; one mail an hour from the beginning of 2025. */
function render({ id, from, subject, body, parentId, queue }: RawMail, index: number): string {
  const sent = new Date(Date.UTC(2025, 0, 1, index)).toUTCString();
  const tag = queue === undefined ? "" : `[${queue}] `;
  const list = queue === undefined ? [] : [`List-Id: The ${queue} list <${queue}.example.org>`];
  const parent = parentId === undefined ? [] : [`In-Reply-To: <${messageName(parentId)}>`];
  const footer = queue === undefined ? "" : `\n\n${"_".repeat(47)}\n${queue} mailing list\n${queue}@example.org\n`;
  return [
    `Message-ID: <${messageName(id)}>`,
    ...parent,
    ...list,
    `From: ${from}`,
    `Subject: ${tag}${subject}`,
    `Date: ${sent}`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    `${body}\n\n-- \n${from}${footer}`,
  ].join("\n");
}

function messageName(id: string): string {
  return `${id.replace("/", ".")}@example.org`;
}
