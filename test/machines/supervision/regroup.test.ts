import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scope } from "../../../supervisors/policy.ts";
import {
  aChain,
  aGraph,
  aGroup,
  child,
  decisions,
  done,
  failureOf,
  fails,
  fallback,
  graphOf,
  inShort,
  only,
  retry,
  skip,
  started,
  stopped,
  waited,
} from "./a-group.ts";
import { World } from "./world.ts";

const scoped = (scope: Scope, delayMs = 0) => ({ transient: [retry({ scope, delayMs, attempts: 9, restarts: 3 })] });

describe("scope all", () => {
  it("stops the others one by one in reverse, and then starts all in their first order", () => {
    const group = started({ table: scoped("all") });
    expect(inShort(group.send(fails(1)))).toEqual(["stop c"]);
    expect(inShort(group.send(stopped(2)))).toEqual(["stop a"]);
    expect(inShort(group.send(stopped(0)))).toEqual(["start a~1", "start b~1", "start c~1"]);
  });

  it("never runs a finished member again", () => {
    const group = started({ table: scoped("all") });
    group.send(done(0));
    expect(inShort(group.send(fails(1), stopped(2)))).toEqual(["stop c", "start b~1", "start c~1"]);
    expect(group.send(done(1, 1), done(2, 1)).at(-1)).toMatchObject({
      ask: "tellDone",
      output: { a: "out-0", b: "out-1", c: "out-2" },
    });
  });

  it("waits for the delay of the one that failed before it starts any", () => {
    const group = started({ table: scoped("all", 50) });
    expect(inShort(group.send(fails(0), stopped(2), stopped(1)))).toEqual(["wait a until 150", "stop c", "stop b"]);
    expect(inShort(group.send(waited(0)))).toEqual(["start a~1", "start b~1", "start c~1"]);
  });

  it("waits for the last victim before it starts any", () => {
    const group = started({ table: scoped("all", 50) });
    expect(inShort(group.send(fails(0), waited(0), stopped(2)).slice(-1))).toEqual(["stop b"]);
    expect(inShort(group.send(stopped(1)))).toEqual(["start a~1", "start b~1", "start c~1"]);
  });
});

describe("scope rest", () => {
  it("restarts what failed and what began after it", () => {
    const group = started({ table: scoped("rest") });
    expect(inShort(group.send(fails(1), stopped(2)))).toEqual(["stop c", "start b~1", "start c~1"]);
  });

  it("leaves those that began before alone", () => {
    expect(inShort(started({ table: scoped("rest") }).send(fails(2)))).toEqual(["start c~1"]);
  });
});

describe("a restart", () => {
  it("is noted, with its members and its number", () => {
    expect(only(started({ table: scoped("all") }).send(fails(0)), "noteRestart")).toEqual([
      { ask: "noteRestart", members: ["p/a", "p/b", "p/c"], restarts: 1 },
    ]);
  });

  it.each(["rest", "all"] as const)("with scope %s is passed over in a chain, which goes back with from", (scope) => {
    const requests = aChain({ table: { transient: [retry({ scope }), skip("none")] } }).send(fails(0));
    expect(decisions(requests)[0]?.decision.refused).toEqual([
      { position: 0, does: "retry", why: `scope ${scope} has no group here` },
    ]);
  });

  it("counts for the group, not for the member", () => {
    const table = { transient: [retry({ scope: "all", restarts: 1 }), skip("none")] };
    const group = started({ table });
    group.send(fails(0), stopped(2), stopped(1));
    const requests = group.send(fails(1, "transient", { life: 1 }));
    expect(decisions(requests)[0]?.decision.refused).toEqual([{ position: 0, does: "retry", why: "restarts 1 of 1" }]);
  });

  it("keeps the outcome of a victim that finished before it could be stopped, and starts without it", () => {
    const group = started({ table: scoped("all") });
    group.send(fails(0), stopped(2));
    expect(inShort(group.send(done(1)))).toEqual(["start a~1", "start c~1"]);
  });

  it("decides nothing about a victim that fails before it is stopped: it starts anew in any case", () => {
    const group = started({ table: { transient: [retry({ scope: "all", restarts: 1 })] } });
    const requests = group.send(fails(0), fails(2), stopped(2), fails(1), stopped(1));
    expect(decisions(requests).length).toBe(1);
    expect(inShort(requests)).toEqual(["stop c", "stop b", "start a~1", "start b~1", "start c~1"]);
  });

  it("takes what a former life still says as a dead letter", () => {
    const group = started({ table: scoped("all") });
    group.send(fails(0), stopped(2), stopped(1));
    expect([done(0), fails(1), stopped(2)].map((event) => group.takes(event))).toEqual([false, false, false]);
  });

  it("cancels the delay of a member that was waiting on its own", () => {
    const table = { transient: [retry({ delayMs: 50 })], timeout: [retry({ scope: "all" })] };
    const group = started({ table });
    group.send(fails(2));
    expect(inShort(group.send(fails(0, "timeout")))).toEqual(["unwait c", "stop c"]);
  });

  it("is over where the group is stopped meanwhile", () => {
    const group = started({ table: scoped("all") });
    group.send(fails(0));
    const requests = group.send({ type: "STOP", how: "abort", why: "cancelled" }, stopped(2), stopped(1), stopped(0));
    expect(only(requests, "start")).toEqual([]);
    expect(requests.at(-1)).toEqual({ ask: "tellStopped", why: "cancelled" });
  });
});

describe("from, in a chain", () => {
  const table = { transient: [retry({ from: "a", restarts: 2 })] };

  it("goes back to the step with the input that it had, and with the failure as feedback", () => {
    const group = aChain({ table });
    group.send(done(0), done(1));
    const requests = group.send(fails(2));
    expect(inShort(requests)).toEqual(["void a", "void b", "conclude c", "void c", "start a~1"]);
    expect(only(requests, "start")[0]).toMatchObject({
      input: "in",
      feedback: { previous: "out-0", issues: [{ message: "no luck" }] },
    });
  });

  it("does everything behind that step again, in new lives", () => {
    const group = aChain({ table });
    group.send(done(0), done(1), fails(2));
    expect(inShort(group.send(done(0, 1), done(1, 1), done(2, 1)))).toEqual(["start b~1", "start c~1", "tellDone"]);
  });

  it("costs one restart of the group each time", () => {
    const group = aChain({ table });
    const requests = group.send(done(0), fails(1), done(0, 1), fails(1, "transient", { life: 1 }));
    expect(only(requests, "noteRestart").map(({ restarts }) => restarts)).toEqual([1, 2]);
    expect(group.send(done(0, 2), fails(1, "transient", { life: 2 })).at(-1)).toMatchObject({ ask: "tellFailed" });
  });

  it("can go back to the step that failed itself", () => {
    const group = aChain({ table });
    expect(inShort(group.send(fails(0)))).toEqual(["conclude a", "void a", "start a~1"]);
  });

  it("waits for its delay first", () => {
    const group = aChain({ table: { transient: [retry({ from: "a", delayMs: 50 })] } });
    expect(inShort(group.send(done(0), fails(1)).slice(1))).toEqual(["wait b until 150"]);
    expect(inShort(group.send(waited(1)))).toEqual(["void a", "conclude b", "void b", "start a~1"]);
  });

  describe("where another plan did the step", () => {
    const children = [
      child("a", { table: { timeout: [fallback("spare")] }, fallbacks: [child("spare", { site: 9 })] }),
      child("b"),
      child("c"),
    ];
    const stoodIn = () => {
      const group = aChain({ children, table });
      group.send(fails(0, "timeout"), done(0, 1), done(1));
      return group;
    };

    it("goes back to the step by its own name, and voids it whoever did it", () => {
      const requests = stoodIn().send(fails(2));
      expect(only(requests, "void").map(({ path }) => path)).toEqual(["p/a", "p/b", "p/c"]);
      expect(only(requests, "noteRestart")[0]?.members).toEqual(["p/a"]);
      expect(only(requests, "start")).toMatchObject([{ slot: 0, life: 2, path: "p/a", site: 1 }]);
    });

    it("does not know the plan that stood in as a step", () => {
      const group = aChain({ children, table: { transient: [retry({ from: "spare" }), skip("none")] } });
      const requests = group.send(fails(0, "timeout"), done(0, 1), fails(1));
      expect(decisions(requests).at(-1)?.decision.refused).toMatchObject([
        { does: "retry", why: 'no finished step "spare" led to it' },
      ]);
    });
  });

  it.each([
    ["a step that comes later", "c", aChain],
    ["a step that is not there", "draft", aChain],
    ["a group without an order of steps", "a", started],
  ] as const)("is passed over for %s", (_, from, made) => {
    const requests = made({ table: { transient: [retry({ from }), skip("none")] } }).send(fails(0));
    expect(decisions(requests)[0]?.decision).toMatchObject({
      directive: skip("none"),
      refused: [{ does: "retry", why: `no finished step "${from}" led to it` }],
    });
  });
});

describe("from, in a graph", () => {
  const from = (name: string, delayMs = 0) => retry({ from: name, restarts: 9, delayMs });
  const toA = { transient: [from("a")] };

  it("goes back to what the failed one consumed, and leaves alone what has nothing to do with it", () => {
    const group = aGraph({ a: [], b: [], c: ["a"], d: ["b"], e: ["c", "d"] }, { table: toA });
    group.send(done(0), done(1));
    expect(inShort(group.send(fails(2)))).toEqual(["void a", "conclude c", "void c", "start a~1"]);
    expect(inShort(group.send(done(3), done(0, 1), done(2, 1)))).toEqual(["start c~1", "start e"]);
  });

  it("first stops the others that consume it, one by one in reverse, and then does them again", () => {
    const group = aGraph({ a: [], b: ["a"], c: ["a"], d: ["a"], e: ["b", "c", "d"] }, { table: toA });
    group.send(done(0));
    expect(inShort(group.send(fails(1)))).toEqual(["stop d"]);
    expect(inShort(group.send(stopped(3)))).toEqual(["stop c"]);
    expect(inShort(group.send(stopped(2)))).toEqual([
      "void a",
      "conclude b",
      "void b",
      "void c",
      "void d",
      "start a~1",
    ]);
    expect(inShort(group.send(done(0, 1)))).toEqual(["start b~1", "start c~1", "start d~1"]);
  });

  it("voids what a consumer gave before it could be stopped", () => {
    const group = aGraph({ a: [], b: ["a"], c: ["a"], d: ["b", "c"] }, { table: toA });
    group.send(done(0), fails(1));
    expect(inShort(group.send(done(2)))).toEqual(["void a", "conclude b", "void b", "void c", "start a~1"]);
    expect(inShort(group.send(done(0, 1)))).toEqual(["start b~1", "start c~1"]);
  });

  it("starts nothing during the delay that would consume it: that begins when it is there anew", () => {
    const group = aGraph({ a: [], b: [], c: ["a"], d: ["a", "b"] }, { table: { transient: [from("a", 50)] } });
    group.send(done(0));
    expect(inShort(group.send(fails(2), done(1)))).toEqual(["wait c until 150"]);
    expect(inShort(group.send(waited(2)))).toEqual(["void a", "conclude c", "void c", "start a~1"]);
    expect(inShort(group.send(done(0, 1)))).toEqual(["start c~1", "start d~1"]);
    expect(group.send(done(2, 1), done(3, 1)).at(-1)).toMatchObject({ ask: "tellDone", output: "out-3" });
  });

  it("lets no other victim try again while one of them takes its time to stop", () => {
    const table = { transient: [from("a", 50)], timeout: [retry({ delayMs: 10 })] };
    const group = aGraph({ a: [], b: ["a"], c: ["a"], d: ["a"], e: ["b", "c", "d"] }, { table });
    group.send(done(0), fails(2, "timeout"));
    expect(inShort(group.send(fails(1)))).toEqual(["unwait c", "wait b until 150", "stop d"]);
    expect(inShort(group.send(waited(2)))).toEqual([]);
    expect(inShort(group.send(stopped(3)))).toEqual(["stop c"]);
  });

  it("goes back to two nodes at once where two failures want that, and tells each what was wrong with its own output", () => {
    const table = { transient: [from("a", 50)], timeout: [from("b", 50)] };
    const group = aGraph({ a: [], b: [], c: ["a"], d: ["b"], e: ["c", "d"] }, { table });
    group.send(done(0), done(1));
    const late = { ...failureOf(3, "timeout"), message: "too late" };
    expect(inShort(group.send(fails(2), fails(3, "timeout", { failure: late }), waited(2)))).toEqual([
      "wait c until 150",
      "wait d until 150",
    ]);
    const starts = only(group.send(waited(3)), "start");
    expect(starts.map(({ path, feedback }) => [path, feedback])).toEqual([
      ["p/a", { previous: "out-0", issues: [{ message: "no luck" }] }],
      ["p/b", { previous: "out-1", issues: [{ message: "too late" }] }],
    ]);
  });

  it("voids nothing twice that has not been started again", () => {
    const group = aGraph({ a: [], b: ["a"], c: ["b"] }, { table: toA });
    group.send(done(0), done(1), fails(2));
    expect(inShort(group.send(fails(0, "transient", { life: 1 })))).toEqual(["conclude a", "void a", "start a~2"]);
  });

  it("restarts a group beside it: what it takes in besides starts in the same moment", () => {
    const table = { transient: [from("a")], timeout: [retry({ scope: "all", restarts: 9 })] };
    const group = aGraph({ a: [], b: [], c: ["a"], d: ["b"], e: ["c", "d"] }, { table });
    group.send(done(0));
    group.send(fails(1, "timeout"));
    expect(inShort(group.send(stopped(2)))).toEqual(["start b~1", "start c~1"]);
  });

  it("is passed over for a node whose output the failed one did not consume", () => {
    const group = aGraph({ a: [], b: [], c: ["a", "b"] }, { table: { transient: [from("a"), skip("none")] } });
    group.send(done(0));
    const [decided] = decisions(group.send(fails(1)));
    expect(decided?.decision.refused).toMatchObject([{ does: "retry", why: 'no finished step "a" led to it' }]);
  });
});

const width = fc.integer({ min: 2, max: 8 });

describe("any restart", () => {
  const scenes = fc.record({
    count: width,
    culprit: fc.nat(),
    scope: fc.constantFrom<Scope>("rest", "all"),
    finished: fc.array(fc.nat({ max: 7 })),
    delayMs: fc.constantFrom(0, 50),
    waitsFirst: fc.boolean(),
  });

  it("stops the unfinished members of its scope in reverse, then starts them and the culprit in order, once each", () => {
    fc.assert(
      fc.property(scenes, ({ count, culprit: choice, scope, finished, delayMs, waitsFirst }) => {
        const children = Array.from({ length: count }, (_, i) => child(`n${i}`));
        const culprit = choice % count;
        const isFinished = (slot: number) => slot !== culprit && finished.includes(slot);
        const members = children
          .map((_, slot) => slot)
          .filter((slot) => !isFinished(slot) && (scope === "all" || slot >= culprit));
        const group = started({ children, table: scoped(scope, delayMs) });
        for (let slot = 0; slot < count; slot++) if (isFinished(slot)) group.send(done(slot));
        const failure = { ...failureOf(0), path: `p/n${culprit}` };
        const requests = [...group.send(fails(culprit, "transient", { failure }))];
        if (waitsFirst) requests.push(...group.send(waited(culprit)));
        for (const slot of members.toReversed()) if (slot !== culprit) requests.push(...group.send(stopped(slot)));
        requests.push(...group.send(waited(culprit)));
        const victims = members.filter((slot) => slot !== culprit).toReversed();
        expect(only(requests, "stop").map(({ slot }) => slot)).toEqual(victims);
        expect(only(requests, "start").map(({ slot, life }) => [slot, life])).toEqual(members.map((slot) => [slot, 1]));
      }),
    );
  });
});

describe("any graph that goes back", () => {
  const names = Array.from({ length: 6 }, (_, i) => `n${i}`);
  const children = names.map((name) => child(name, { isRepeatable: true }));
  const kinds = ["transient", "timeout", "rate-limited", "invalid-output", "lost", "unresponsive"] as const;
  /** What fails as the nth of these goes back to the nth node where it can, and else is tried again, alone or with others. */
  const tableOf = (delayMs: number, scope: Scope) =>
    Object.fromEntries(
      kinds.map((kind, i) => [
        kind,
        [retry({ from: `n${i}`, attempts: 99, restarts: 99, delayMs }), retry({ scope, attempts: 99, restarts: 99 })],
      ]),
    );
  const waits = fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { minLength: 6, maxLength: 6 });
  const scenes = fc.record({
    after: waits.map((rows) =>
      Object.fromEntries(names.map((name, to) => [name, names.filter((_, from) => from < to && rows[to]?.[from])])),
    ),
    delayMs: fc.constantFrom(0, 50),
    scope: fc.constantFrom<Scope>("one", "all", "rest"),
    draws: fc.array(fc.nat({ max: 999 }), { maxLength: 60 }),
  });

  /** What a node gives in the end: its last life, on the last outputs of those that it waits for. */
  function lastOutput(name: string, after: Readonly<Record<string, readonly string[]>>, world: World): unknown {
    const those = after[name] ?? [];
    const given = Object.fromEntries(those.map((other) => [other, lastOutput(other, after, world)]));
    return { life: world.lives.get(`p/${name}`), of: those.length === 0 ? "in" : given };
  }

  it("ends with outputs that were all made of one another's last ones, whatever fails meanwhile", () => {
    fc.assert(
      fc.property(scenes, ({ after, delayMs, scope, draws }) => {
        let drawn = 0;
        const draw = (count: number) => (draws[drawn++] ?? 11) % count;
        const world = new World(aGroup({ children, table: tableOf(delayMs, scope), course: graphOf(after) }));
        for (let turn = 0; turn < 500 && world.output === undefined; turn++) {
          const slots = world.movable();
          const kind = kinds[draw(12)];
          world.move(slots[draw(slots.length)] ?? 0, kind);
        }
        expect(world.output).toEqual(lastOutput("n5", after, world));
      }),
      { numRuns: 500 },
    );
  });
});
