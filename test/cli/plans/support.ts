import { setTimeout as sleep } from "node:timers/promises";
import { agent, approval, chain, check, fail, fallback, map, parallel, retry, skip } from "troupe";

/** A small desk in which most things go wrong once: for looking at, and for the guide. */
const wait = (ms: number, signal: AbortSignal) => sleep(ms * Number(process.env["PACE"] ?? 1), undefined, { signal });

const classify = agent("classify", {
  async work(ticket: { readonly text: string }, { signal }) {
    await wait(400, signal);
    return { ...ticket, queue: "billing" };
  },
});

const orders = agent("orders", {
  async work(_: unknown, { signal }): Promise<readonly string[]> {
    await wait(300, signal);
    throw Object.assign(new Error("connect ECONNRESET 10.0.0.7:443"), { code: "ECONNRESET" });
  },
}).supervised({ transient: [retry({ attempts: 3, delayMs: 700 }), skip([])] });

const history = agent("history", {
  async work(_: unknown, { signal, progress }) {
    for (let page = 1; page <= 20; page++) {
      await wait(120, signal);
      progress(page / 20, `page ${page} of 20`);
    }
    return ["a complaint", "a refund"];
  },
});

const mirror = agent("mirror", { work: () => ["a note from the mirror"] });
const notes = agent("notes", {
  async work(_: unknown, { signal }): Promise<string[]> {
    await wait(500, signal);
    throw fail.permanent("the archive is read only");
  },
}).supervised({ permanent: [fallback(mirror)] });

const pages = map(
  "pages",
  agent("read", {
    async work(page: number, { signal, attempt }) {
      await wait(100 + ((page * 37) % 400), signal);
      if (page % 11 === 5 && attempt === 1) throw new Error("socket hang up");
      if (page % 50 === 49) throw fail.permanent("page is torn");
      return page;
    },
  }).supervised({ permanent: [skip(0)] }),
  { concurrency: 6, maxItems: 100 },
).given(() => Array.from({ length: Number(process.env["PAGES"] ?? 60) }, (_, page) => page));

const draft = agent("draft", {
  async work(_: unknown, { signal, attempt }) {
    await wait(600, signal);
    return { text: attempt === 1 ? "We promise a refund." : "We look into it.", refund: 120 };
  },
}).gated(
  check("no-promises", ({ text }) => (text.includes("promise") ? "do not promise anything" : true)),
  approval("refund", { when: ({ refund }) => refund > 100, deadlineMs: 600_000, otherwise: "reject" }),
);

const send = agent("send", { work: ({ text }: { readonly text: string }) => ({ sent: text }) });

export const plan = chain("support", [
  classify,
  parallel("context", { orders, history, notes, pages }),
  draft,
  send,
]).supervised({ rejected: [skip({ sent: "a person will write to you" })] });
