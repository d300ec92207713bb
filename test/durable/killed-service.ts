import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const SERVICE = fileURLToPath(new URL("processes/service.ts", import.meta.url));
const FLAGS = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning"];
/** How long a request may take, in milliseconds; a service that was killed meanwhile never answers. */
const PATIENCE_MS = 2_000;

/** What was seen of a service that was killed again and again. */
export interface Seen {
  readonly kills: number;
  /** Orders that the service accepted, and how each of them ended. */
  readonly accepted: readonly string[];
  readonly ends: ReadonlyMap<string, unknown>;
  /** For each order's part, with which idempotency keys the bank was asked to pay it. */
  readonly payments: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A bank that moves money once per key, as banks do. */
interface Bank {
  readonly port: number;
  readonly payments: Map<string, Set<string>>;
  close(): void;
}

async function openBank(): Promise<Bank> {
  const payments = new Map<string, Set<string>>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { key, order }: { key: string; order: string } = JSON.parse(Buffer.concat(chunks).toString());
      payments.set(order, (payments.get(order) ?? new Set()).add(key));
      setTimeout(() => response.end("{}"), 10);
    });
  });
  const port = await listening(server);
  return { port, payments, close: () => server.close() };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("a server listens at a port");
  return address.port;
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server.address());
  server.close();
  return port;
}

async function serve(journal: string, port: number, bank: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...FLAGS, SERVICE, journal, String(port), String(bank)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  await once(child.stdout, "data");
  return child;
}

/** Orders without a pause, while the service is killed every second for a while; then lets it come to rest. */
export async function killedService(journal: string, { kills }: { readonly kills: number }): Promise<Seen> {
  const bank = await openBank();
  const port = await freePort();
  const accepted: string[] = [];
  let isOver = false;
  let service = await serve(journal, port, bank.port);
  const ordering = callAgainAndAgain({ port, accepted, isOver: () => isOver });
  for (let killed = 0; killed < kills; killed++) {
    await sleep(1_000);
    service.kill("SIGKILL");
    await once(service, "exit");
    service = await serve(journal, port, bank.port);
  }
  await sleep(500);
  isOver = true;
  await ordering;
  const ends = new Map<string, unknown>();
  for (const id of accepted) ends.set(id, await endOf(id, port));
  service.kill("SIGKILL");
  bank.close();
  return { kills, accepted, ends, payments: bank.payments };
}

interface Ordering {
  readonly port: number;
  readonly accepted: string[];
  readonly isOver: () => boolean;
}

/** One order after the other, each asked for again and again until it is accepted, as a caller that means it would. */
async function callAgainAndAgain({ port, accepted, isOver }: Ordering): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const id = `order-${n}`;
    while ((await ask(port, id, "POST"))?.status !== 202) await sleep(20);
    accepted.push(id);
  }
}

async function ask(port: number, id: string, method: string) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`http://127.0.0.1:${port}/${id}`, { method, signal });
    const said: unknown = await response.json();
    return { status: response.status, said };
  } catch {
    return undefined;
  }
}

async function endOf(id: string, port: number): Promise<unknown> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await ask(port, id, "GET");
    if (answer?.status === 200 && !isUnderWay(answer.said)) return answer.said;
    await sleep(50);
  }
  return "never ended";
}

function isUnderWay(said: unknown): boolean {
  return typeof said === "object" && said !== null && "status" in said && said.status === "under way";
}
