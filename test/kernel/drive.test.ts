import { describe, expect, it } from "vitest";
import { approval, map, parallel } from "../../src/index.ts";
import { drive } from "../../src/kernel/drive.ts";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import { byHand, openQuestion, rest } from "./by-hand.ts";
import { handHost } from "./hand-host.ts";
import { factsOf } from "./rehearse.ts";
import { worker } from "./scenes.ts";
import { kernelOf } from "./kernel-of.ts";

it("commits what happened before it begins what follows from it, and begins before it asks", async () => {
  const { host, run } = byHand(worker("a"), 1);
  host.say({ kind: "returned", id: "a#1", value: 2 });
  await run.outcome;
  expect(host.log.map((line) => line.replace(/ \d+$/, ""))).toEqual(["commit", "begin a#1", "next", "commit", "close"]);
});

it("commits every fact once", async () => {
  const { host, run } = byHand(worker("a"), 1);
  host.say({ kind: "returned", id: "a#1", value: 2 });
  await run.outcome;
  const committed = host.log.flatMap((line) => (line.startsWith("commit ") ? Number(line.slice(7)) : []));
  let facts = 0;
  for await (const { seq } of run.facts()) facts = seq + 1;
  expect(committed.reduce((sum, count) => sum + count, 0)).toBe(facts);
});

it("begins nothing before its commit is through", async () => {
  let through = () => {};
  const commits = () =>
    new Promise<void>((resolve) => {
      through = resolve;
    });
  const host = handHost({ commits });
  byHand(worker("a"), 1, { host });
  await rest();
  expect(host.log).toEqual([expect.stringMatching(/^commit/)]);
  through();
  await rest();
  expect(host.log.slice(1)).toEqual(["begin a#1", "next"]);
});

it("shows nothing that is not committed", async () => {
  const host = handHost({ commits: () => new Promise(() => {}) });
  const { run } = byHand(worker("a"), 1, { host });
  await rest();
  const first = run.facts()[Symbol.asyncIterator]().next();
  expect(await Promise.race([first.then(() => "shown"), rest().then(() => "hidden")])).toBe("hidden");
});

it("takes one thing at a time, so that it does not matter what came together", async () => {
  const plan = parallel("p", { a: worker("a"), b: worker("b") });
  const [together, apart] = [byHand(plan, 1), byHand(plan, 1)];
  const ends = [
    { kind: "returned", id: "p/a#1", value: 1 },
    { kind: "threw", id: "p/b#1", thrown: { name: "TypeError", message: "x" } },
  ] as const;
  together.host.sayAll(ends);
  for (const end of ends) {
    await rest();
    apart.host.say(end);
  }
  await Promise.all([together.run.outcome, apart.run.outcome]);
  const typesOf = async ({ run }: typeof apart) => {
    const types: string[] = [];
    for await (const fact of run.facts()) types.push(`${fact.type} ${fact.path}`);
    return types;
  };
  expect(await typesOf(together)).toEqual(await typesOf(apart));
});

it("begins the work before it takes it back, where both come in one slice", async () => {
  const tooMany = map("a", worker("x"), { maxItems: 1 });
  const { host, run } = byHand(parallel("p", { b: worker("b"), a: tooMany }), [1, 2]);
  await rest();
  expect(host.log.slice(1)).toEqual(["begin p/b#1", "withdraw p/b#1", "next"]);
  host.say({ kind: "threw", id: "p/b#1", thrown: { name: "AbortError", message: "" } });
  expect((await run.outcome).status).toBe("failed");
});

it("asks for everything that is out, and for the earliest time", async () => {
  const { host } = byHand(parallel("p", { a: worker("a"), b: worker("b") }), 1);
  await rest();
  expect([...(host.waiting()?.outstanding.keys() ?? [])]).toEqual(["p/a#1", "p/b#1"]);
  expect(host.waiting()?.wakeAt).toBe(100);
});

describe("where the kernel or its host breaks, which is no plan's fault", () => {
  const broken = (why: string, path = "a") => ({
    status: "failed",
    failure: { kind: "defect", code: "RUN_BROKE", path, message: expect.stringContaining(why) },
  });

  it("the run fails where nothing is out and nothing is over", async () => {
    const session = handHost().open({ runId: "r", sites: [] });
    const kernel = kernelOf(worker("a"), 1, stepDriver());
    const stuck = { ...kernel, waiting: () => ({ outstanding: new Map(), wakeAt: undefined }) };
    expect(await drive(stuck, session, { published: () => {} })).toMatchObject(
      broken("nothing to wait for and no outcome"),
    );
  });

  it("the run fails where a host answers with nothing, and its last fact says so", async () => {
    const session = { ...handHost().open({ runId: "r", sites: [] }), next: () => [] };
    const kernel = kernelOf(worker("a"), 1, stepDriver());
    const outcome = await drive(kernel, session, { published: () => {} });
    expect(outcome).toMatchObject(broken("a host that answers has at least one completion"));
    expect(kernel.core.facts.at(-1)).toMatchObject({ type: "run.ended", outcome });
  });

  it("what is out is withdrawn, and what had finished is kept", async () => {
    let commits = 0;
    const full = () => (commits++ === 0 ? Promise.resolve() : Promise.reject(new Error("the disk is full")));
    const host = handHost({ commits: full });
    const { run } = byHand(parallel("p", { a: worker("a"), b: worker("b") }), 1, { host });
    host.say({ kind: "returned", id: "p/a#1", value: 2 });
    expect(await run.outcome).toMatchObject({ ...broken("the disk is full", "p"), finished: { "p/a": 2 } });
    expect(host.log.slice(-3)).toEqual(["commit 2", "withdraw p/b#1", "close"]);
  });

  it("an outcome that could not be stored is none, and nobody reads facts that were not", async () => {
    let commits = 0;
    const full = () => (commits++ === 0 ? Promise.resolve() : Promise.reject(new Error("the disk is full")));
    const { run, host } = byHand(worker("a"), 1, { host: handHost({ commits: full }) });
    host.say({ kind: "returned", id: "a#1", value: 2 });
    expect(await run.outcome).toMatchObject(broken("the disk is full"));
    const types: string[] = [];
    for await (const { type } of run.facts()) types.push(type);
    expect([types.at(-1), commits]).toEqual(["clock.resumed", 2]);
  });

  it("an answer that could not be stored was not accepted", async () => {
    let isFull = false;
    const full = () => (isFull ? Promise.reject(new Error("the disk is full")) : Promise.resolve());
    const gated = worker("a").gatedBefore(approval("ok", { deadlineMs: 100, otherwise: "reject" }));
    const { run } = byHand(gated, 1, { host: handHost({ commits: full }) });
    await rest();
    isFull = true;
    const answered = run.answer(openQuestion(run).id, { verdict: "approve" });
    expect(await answered).toEqual({ accepted: false, why: "the run ended before it was stored" });
  });
});

it("shows all that has happened before it lets others have a turn", async () => {
  const shown: number[] = [];
  const kernel = kernelOf(parallel("p", { a: worker("a"), b: worker("b") }), 1, stepDriver());
  const ends = ["p/a#1", "p/b#1"].map((id) => ({ kind: "returned", at: 0, id, value: 1 }) as const);
  let published = 0;
  const session = {
    ...handHost().open({ runId: "r", sites: [] }),
    async breathe() {
      await rest();
      shown.push(kernel.core.facts.length - published);
    },
    next: () => ends,
  };
  await drive(kernel, session, { published: () => void (published = kernel.core.facts.length) });
  expect([shown.length > 1, new Set(shown)]).toEqual([true, new Set([0])]);
});

it("lets others have a turn whenever the host says so", async () => {
  let turns = 0;
  const session = {
    ...handHost().open({ runId: "r", sites: [] }),
    breathe: () => {
      turns += 1;
      return Promise.resolve();
    },
    next: () => [{ kind: "returned", at: 0, id: "a#1", value: 1 } as const],
  };
  await drive(kernelOf(worker("a"), 1, stepDriver()), session, { published: () => {} });
  expect(turns).toBeGreaterThan(0);
});

it("says that facts were published after each commit", async () => {
  const { run, host } = byHand(worker("a"), 1);
  const reading = (async () => {
    const facts = [];
    for await (const fact of run.facts()) facts.push(fact);
    return facts;
  })();
  host.say({ kind: "returned", id: "a#1", value: 2 });
  expect(factsOf(await reading, "run.ended").length).toBe(1);
});
