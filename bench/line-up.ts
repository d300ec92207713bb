import { type Contender, type Name, NAMES } from "./contender.ts";
import { installPeers } from "./install-peers.ts";

/** Who takes part, and why the others do not. */
export interface LineUp {
  readonly contenders: readonly Contender[];
  readonly missing: readonly { readonly contender: Name; readonly why: string }[];
}

interface Source {
  readonly contender: Name;
  readonly load: () => Promise<{ readonly contenders: readonly Contender[] }>;
}

const OURS: readonly Source[] = [
  { contender: NAMES.plain, load: () => import("./contenders/plain.ts") },
  { contender: NAMES.xstate, load: () => import("./contenders/xstate.ts") },
];
const PEERS: readonly Source[] = [
  { contender: NAMES.nact, load: () => import("./peers/nact.ts") },
  { contender: NAMES.langgraph, load: () => import("./peers/langgraph.ts") },
];
const LAST: readonly Source[] = [
  { contender: NAMES.troupe, load: () => import("./contenders/troupe.ts") },
  { contender: NAMES.sqlite, load: () => import("./contenders/journal.ts") },
  { contender: NAMES.sqlite, load: () => import("./contenders/durable.ts") },
];

/** Contenders are loaded one by one, so that one that cannot be does not keep the others from running. */
export async function lineUp({ peers, say }: { peers: boolean; say: (line: string) => void }): Promise<LineUp> {
  const why = peers ? installPeers(say) : "left out by --no-peers";
  const contenders: Contender[] = [];
  const missing = why === undefined ? [] : PEERS.map(({ contender }) => ({ contender, why }));
  for (const { contender, load } of [...OURS, ...(why === undefined ? PEERS : []), ...LAST]) {
    try {
      contenders.push(...(await load()).contenders);
    } catch (error) {
      missing.push({ contender, why: firstLine(error) });
    }
  }
  return { contenders, missing };
}

/** Of an error of Node's module loader, without the path of the importing file. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0]?.replace(/ imported from .*/, "") ?? message;
}
