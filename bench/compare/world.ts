import { sleep } from "./sight.ts";

/** Which of a world's steps throws, and when; `call` counts the calls of that step from 1. */
export interface Fault {
  readonly step: string;
  readonly when?: (input: unknown, call: number) => boolean;
}

/** What a step throws. */
export const BREAKDOWN = "the line is down";

/** A step that fails does so only when those beside it are done. */
const LATE_MS = 20;

/**
 * The models of all patterns, played by plain functions: what a step answers follows from its input. Each framework is
 * given a world of its own, with or without a fault.
 */
export function createWorld(fault?: Fault) {
  const calls = new Map<string, number>();
  let faults = 0;

  function step<I, O>(name: string, answer: (input: I) => O): (input: I) => Promise<O> {
    return async (input) => {
      const call = (calls.get(name) ?? 0) + 1;
      calls.set(name, call);
      if (fault?.step === name && (fault.when?.(input, call) ?? true)) {
        faults += 1;
        await sleep(LATE_MS);
        throw new Error(BREAKDOWN);
      }
      return answer(input);
    };
  }

  return {
    /** How often the fault was met. */
    faults: () => faults,
    // chain
    outline: step("outline", (topic: string) => `parts of ${topic}`),
    draft: step("draft", (outline: string) => `text on ${outline}`),
    title: step("title", (text: string) => `Title: ${text}`),
    // branch
    read: step("read", (mail: string) => `read ${mail}`),
    skim: step("skim", (mail: string) => `skimmed ${mail.slice(0, 5)}`),
    // loop
    shorten: step("shorten", (text: string) => text.split(" ").slice(0, -1).join(" ")),
    // parallel
    orders: step("orders", (customer: string) => `2 orders of ${customer}`),
    history: step("history", (customer: string) => `3 mails of ${customer}`),
    // map
    price: step("price", (item: string) => `${item}: ${item.length}`),
    // vote
    cautious: step("cautious", (_mail: string): string => "spam"),
    hasty: step("hasty", (_mail: string): string => "ham"),
    learned: step("learned", (_mail: string): string => "spam"),
    // route and handoff
    triage: step("triage", (question: string): "billing" | "tech" => (question.includes("bill") ? "billing" : "tech")),
    billing: step("billing", (question: string) => `billing: ${question}`),
    tech: step("tech", (question: string) => `tech: ${question}`),
    // refine
    write: step("write", ({ topic, critique }: Wish) => (critique === "" ? topic : `${topic}, ${critique}`)),
    critic: step("critic", (text: string): string => (text.includes("with sources") ? "" : "with sources")),
    // graph
    load: step("load", (page: string) => `the page ${page}`),
    summary: step("summary", (text: string) => `summary of ${text}`),
    tags: step("tags", (text: string) => `tags of ${text}`),
    card: step("card", ({ summary, tags }: Card) => `${summary}; ${tags}`),
    // orchestrate
    plan: step("plan", (findings: readonly string[]): readonly string[] => (findings.length === 0 ? ["a", "b"] : [])),
    search: step("search", (term: string) => `found ${term}`),
    report: step("report", (findings: readonly string[]) => findings.join(", ")),
    // approval
    compose: step("compose", (question: string) => `Dear customer: ${question}`),
    send: step("send", (mail: string) => `sent: ${mail}`),
  };
}

export type World = ReturnType<typeof createWorld>;

/** What is to be written about, and what was wrong with the last text; nothing the first time. */
interface Wish {
  readonly topic: string;
  readonly critique: string;
}

interface Card {
  readonly summary: string;
  readonly tags: string;
}
