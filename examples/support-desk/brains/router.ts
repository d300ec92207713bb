import { type Mail, type Queue, queues, type Routing } from "../schemas.ts";
import { type BayesModel, classify, trainBayes } from "./naive-bayes.ts";
import { featuresOf } from "./words.ts";

/** What the router has learnt: naive Bayes over the five queues. */
export type RouterModel = BayesModel;

/** The words of a mail (`featuresOf`) and the queue in which it belongs. */
export type RouterExample = { readonly features: ReadonlySet<string>; readonly queue: Queue };

/** Learns from mails of which the queue is known. */
export function trainRouter(examples: readonly RouterExample[]): RouterModel {
  return trainBayes(
    queues,
    examples.map(({ features, queue }) => ({ features, className: queue })),
  );
}

/** Finds the queue of a mail by its words alone; the mailing list's own marks are not looked at. */
export function routeMail(model: RouterModel, mail: Mail): Routing {
  return routeFeatures(model, featuresOf(mail));
}

/** As {@link routeMail}, for one who has the words of the mail already. */
export function routeFeatures(model: RouterModel, features: ReadonlySet<string>): Routing {
  const shares = classify(model, features);
  const ranked = queues
    .map((queue, index) => ({ queue, probability: shares[index] ?? 0 }))
    .toSorted((a, b) => b.probability - a.probability);
  const [best = UNDECIDED, second = UNDECIDED] = ranked;
  return { queue: best.queue, probability: best.probability, runnerUp: second.queue };
}

/**
 * The queue to which a mailing list belongs, or null for lists of other kinds and for mails of no list. This is the
 * truth to train on and to measure against; it never reaches an agent.
 */
export function queueOfList(listId: string | null): Queue | null {
  return listId === null ? null : (LISTS.get(listId) ?? null);
}

const UNDECIDED = { queue: "chat", probability: 0 } as const;

/** The lists of the corpus by their List-Id, and those of our own sample. */
const LISTS: ReadonlyMap<string, Queue> = new Map([
  ["ilug.linux.ie", "linux-help"],
  ["rpm-zzzlist.freshrpms.net", "packages"],
  ["razor-users.example.sourceforge.net", "antispam"],
  ["spamassassin-talk.example.sourceforge.net", "antispam"],
  ["spamassassin-devel.example.sourceforge.net", "antispam"],
  ["exmh-users.spamassassin.taint.org", "mail-client"],
  ["exmh-workers.spamassassin.taint.org", "mail-client"],
  ["fork.xent.com", "chat"],
  ...queues.map((queue) => [`${queue}.example.org`, queue] as const),
]);
