import { initialTransition, transition } from "xstate";
import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";
import type { SupervisorEvent, Verdict } from "../../machines/events.ts";
import type { GroupRequest } from "../../machines/supervision/group.ts";
import type { Failure, FailureKind } from "../../src/model/failure.ts";
import { at as slotAt } from "../../src/model/vector.ts";
import { atRest } from "../../src/patterns/catalogue.ts";
import { layOut, type Layout } from "../../src/plan/layout.ts";
import type { Spec } from "../../src/plan/spec.ts";
import { type Directive, under } from "../../supervisors/policy.ts";

/** Who decides what happens: every answer is its own. */
export interface Adversary {
  /** What an attempt comes to. */
  attempt(): "done" | "declined" | FailureKind;
  /** The name that a branch's function or a classifier gives; undefined: the function throws. */
  choose(names: readonly string[]): string | undefined;
  /** Which of `count` things that could happen next does. */
  pick(count: number): number;
}

/** How many attempts were started, and how it ended; `stuck` where nothing was left that could happen. */
export interface Seen {
  readonly started: number;
  readonly ended: "done" | "failed" | "stopped" | "stuck" | "cut off";
}

type Start = Extract<GroupRequest, { ask: "start" }>;
type Snapshot = ReturnType<typeof initialTransition<typeof supervisorMachine>>[0];

interface Group {
  readonly kind: "group";
  readonly at: Start | undefined;
  readonly parent: Group | undefined;
  readonly spec: Spec;
  readonly children: Map<number, Node>;
  readonly waits: Map<number, () => void>;
  snapshot: Snapshot;
}
interface Leaf {
  readonly kind: "leaf";
  readonly at: Start;
  readonly parent: Group;
  readonly spec: Spec;
  attempt: number;
  pending: (() => void) | undefined;
}
type Node = Group | Leaf;

const LIST: unknown = [
  [
    [[], []],
    [[], []],
  ],
  [
    [[], []],
    [[], []],
  ],
];

/**
 * Drives the real supervisor machines over a plan whose agents, functions and clock are an adversary. Nothing limits
 * it but the policies: no ledger, no deadline; and what finished is done again where a group is restarted.
 */
export class World {
  /** Every directive that was taken. */
  readonly taken = new Set<Directive>();
  private started = 0;
  private ended: Seen["ended"] = "stuck";
  private readonly queue: (() => void)[] = [];
  private readonly happenings = new Set<() => void>();
  private readonly layout: Layout;
  private readonly adversary: Adversary;

  constructor(root: Spec, adversary: Adversary) {
    this.layout = layOut(root);
    this.adversary = adversary;
  }

  /** Runs the plan to its end, or until more than `startsMax` attempts were started. */
  run(startsMax: number): Seen {
    const { root } = this.layout;
    const spec: Spec = { kind: "run", name: "", children: [], course: atRest("run", { names: [root.name] }) };
    const run = this.openGroup(undefined, undefined, spec);
    this.send(run, { type: "START", input: LIST, attempt: 1 });
    for (;;) {
      const step = this.queue.shift() ?? this.nextHappening();
      if (step === undefined) return { started: this.started, ended: this.ended };
      step();
      if (this.started > startsMax) return { started: this.started, ended: "cut off" };
    }
  }

  private nextHappening(): (() => void) | undefined {
    const all = [...this.happenings];
    const next = all[this.adversary.pick(all.length) % Math.max(1, all.length)];
    if (next !== undefined) this.happenings.delete(next);
    return next;
  }

  private happen(what: () => void): () => void {
    this.happenings.add(what);
    return () => this.happenings.delete(what);
  }

  private openGroup(parent: Group | undefined, at: Start | undefined, spec: Spec): Group {
    const path = at?.path ?? "";
    const [snapshot] = initialTransition(supervisorMachine, {
      path,
      children: at === undefined ? [this.layout.root] : this.layout.childrenOf(at.site),
      lineage: under(path, spec.policy?.table, at?.lineage),
      course: spec.course ?? atRest("pass", {}),
      isRoot: parent === undefined,
      asksPerson: false,
    });
    return { kind: "group", at, parent, spec, children: new Map(), waits: new Map(), snapshot };
  }

  private send(group: Group, event: SupervisorEvent): void {
    this.queue.push(() => {
      if (group.parent !== undefined && group.parent.children.get(group.at?.slot ?? -1) !== group) return;
      const [snapshot, actions] = transition(supervisorMachine, group.snapshot, event);
      group.snapshot = snapshot;
      for (const action of actions) {
        const params: unknown = action.params;
        if (action.type === "perform" && isPerform(params))
          for (const request of params.requests) this.perform(group, request);
        if (action.type === "tell" && isRequest(params)) this.tell(group, params);
      }
    });
  }

  private perform(group: Group, request: GroupRequest): void {
    switch (request.ask) {
      case "start":
        return this.start(group, request);
      case "retry":
      case "skip":
      case "stop":
      case "conclude":
        return this.instruct(group, request);
      case "wait":
        group.waits.set(
          request.slot,
          this.happen(() => this.send(group, { type: "WAITED", slot: request.slot, life: request.life })),
        );
        return;
      case "unwait":
        return group.waits.get(request.slot)?.();
      case "note":
        this.taken.add(request.decision.directive);
        return;
      case "evaluate": {
        const value = this.adversary.choose(group.spec.children.map(({ segment }) => segment));
        const failure: Failure = { kind: "defect", path: group.at?.path ?? "", message: "threw" };
        const answer = request.call === "select" ? request.args[0] : value;
        this.happen(() =>
          this.send(
            group,
            value === undefined
              ? { type: "NOT_EVALUATED", failure }
              : { type: "EVALUATED", key: request.key, value: answer },
          ),
        );
        return;
      }
      default:
        return;
    }
  }

  private start(parent: Group, at: Start): void {
    const spec = this.layout.sites[at.site];
    if (spec === undefined) throw new Error(`no site ${at.site}`);
    this.queue.push(() => {
      const former = parent.children.get(at.slot);
      if (former !== undefined) this.remove(former);
      const node: Node =
        spec.course === undefined
          ? { kind: "leaf", at, parent, spec, attempt: 0, pending: undefined }
          : this.openGroup(parent, at, spec);
      parent.children.set(at.slot, node);
      if (node.kind === "leaf") this.work(node, at.attempt);
      else this.send(node, { type: "START", input: at.input, attempt: at.attempt });
    });
  }

  private work(leaf: Leaf, attempt: number): void {
    if (leaf.spec.kind === "agent") this.started += 1;
    leaf.attempt = attempt;
    leaf.pending = this.happen(() => this.attemptOver(leaf));
  }

  private attemptOver({ at, parent, spec }: Leaf): void {
    const { slot, life, path } = at;
    const said = this.adversary.attempt();
    if (said === "done") {
      const output = spec.name.startsWith("label")
        ? this.adversary.choose(parent.spec.children.map(({ segment }) => segment))
        : LIST;
      return this.send(parent, { type: "CHILD_DONE", slot, life, output });
    }
    if (said === "declined") return this.send(parent, { type: "CHILD_DECLINED", slot, life, reason: "no" });
    const failure: Failure = { kind: said, path, message: `never the same issue: ${this.started}` };
    this.send(parent, { type: "CHILD_FAILED", slot, life, failure, stamp: { now: 0, draw: 0 } });
  }

  private instruct(
    group: Group,
    request: Extract<GroupRequest, { ask: "retry" | "skip" | "stop" | "conclude" }>,
  ): void {
    const child = group.children.get(request.slot);
    if (child === undefined) return this.isGone(group, request);
    const { slot, life } = { life: 0, ...child.at, slot: request.slot };
    switch (request.ask) {
      case "retry":
        if (child.kind === "leaf") this.queue.push(() => this.work(child, request.attempt));
        return;
      case "conclude":
        return this.remove(child);
      case "skip":
        if (child.kind === "group")
          return this.send(child, { type: "SKIP", value: request.value, failure: request.failure });
        return this.send(group, { type: "CHILD_DONE", slot, life, output: request.value });
      case "stop":
        if (child.kind === "group") return this.send(child, { type: "STOP", how: request.how, why: request.why });
        child.pending?.();
        this.remove(child);
        return this.send(group, { type: "CHILD_STOPPED", slot, life });
    }
  }

  /** Whoever is gone has stopped. */
  private isGone(group: Group, { ask, slot }: { readonly ask: string; readonly slot: number }): void {
    const life = slotAt(group.snapshot.context.group.slots, slot)?.life ?? 0;
    if (ask === "stop") this.send(group, { type: "CHILD_STOPPED", slot, life });
  }

  private remove(node: Node): void {
    if (node.kind === "leaf") node.pending?.();
    if (node.at !== undefined && node.parent?.children.get(node.at.slot) === node)
      node.parent.children.delete(node.at.slot);
  }

  private tell(group: Group, request: SupervisorRequest): void {
    if (group.at === undefined || group.parent === undefined) {
      this.ended = request.ask === "tellDone" ? "done" : request.ask === "tellFailed" ? "failed" : "stopped";
      return;
    }
    const { slot, life } = group.at;
    if (request.ask === "tellDone")
      return this.send(group.parent, { type: "CHILD_DONE", slot, life, output: request.output });
    if (request.ask === "tellStopped") return this.send(group.parent, { type: "CHILD_STOPPED", slot, life });
    if (request.ask !== "tellFailed") return;
    const verdict: { verdict?: Verdict } = request.verdict === undefined ? {} : { verdict: request.verdict };
    this.send(group.parent, {
      type: "CHILD_FAILED",
      slot,
      life,
      failure: request.failure,
      ...verdict,
      stamp: { now: 0, draw: 0 },
    });
  }
}

function isPerform(params: unknown): params is { readonly requests: readonly GroupRequest[] } {
  return typeof params === "object" && params !== null && "requests" in params;
}

function isRequest(params: unknown): params is SupervisorRequest {
  return typeof params === "object" && params !== null && "ask" in params;
}
