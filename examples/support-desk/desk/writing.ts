import { agent, answer, check, decline, fail, revise, route } from "troupe";
import { composeReply } from "../brains/composer.ts";
import { type RouterModel, routeMail } from "../brains/router.ts";
import { type Draft, type Queue, queueSchema } from "../schemas.ts";
import { strikes } from "./mishaps.ts";
import { type Dossier, dossierSchema, type Written, writtenSchema } from "./records.ts";

/** The specialist of one queue: writes from past answers, in English only. */
function specialist(queue: Queue, seed: number) {
  const writer = agent(queue, {
    input: dossierSchema,
    output: writtenSchema,
    brief: {
      goal: `Answer a mail of the ${queue} queue.`,
      definitionOfDone: "Every sentence of substance is quoted from a past answer, with the mail that it comes from.",
    },
    work(dossier, { feedback }) {
      const { mail, triage } = dossier;
      if (triage.language !== "en" && triage.language !== "unknown")
        return decline(`we do not read ${triage.language}`);
      if (strikes("template-refused", mail.id, seed)) throw fail.permanent("the template store refuses this mail");
      const draft = composeReply(dossier);
      const isMalformed = feedback === undefined && strikes("malformed-reply", mail.id, seed);
      return { desk: queue, draft: isMalformed ? withoutSources(draft) : draft };
    },
  });
  return writer
    .gated(check("cites-its-sources", citesItsSources))
    .supervised({ "invalid-output": [revise({ rounds: 1 })] });
}

/** What a careless writer leaves out. */
function withoutSources(draft: Draft): Draft {
  return { ...draft, quotes: [] };
}

function citesItsSources({ draft }: Written): boolean | string {
  const isQuoting = draft.body.includes("\n> ");
  return !isQuoting || draft.quotes.length > 0 || "it quotes past answers and does not say which";
}

/** Whoever has no specialist gets a plain acknowledgement. */
const generalist = agent("generalist", {
  input: dossierSchema,
  output: writtenSchema,
  work: (dossier: Dossier) => ({ desk: "generalist", draft: composeReply({ ...dossier, replies: [] }) }),
});

/** To the specialist of the mail's queue; whoever declines sends it back, and the second best queue is tried. */
export function writing(model: RouterModel, seed: number) {
  const router = agent("router", {
    input: dossierSchema,
    output: queueSchema,
    work({ mail }, { feedback }) {
      const { queue, probability, runnerUp } = routeMail(model, mail);
      return feedback === undefined ? answer(queue, { confidence: probability }) : runnerUp;
    },
  });
  return route("writing", {
    by: router,
    to: {
      "linux-help": specialist("linux-help", seed),
      packages: specialist("packages", seed),
      antispam: specialist("antispam", seed),
      "mail-client": specialist("mail-client", seed),
      chat: specialist("chat", seed),
    },
    otherwise: generalist,
  });
}
