import { initialTransition, transition } from "xstate";
import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";
import type { SupervisorEvent, Verdict } from "../../machines/events.ts";
import type { ChildInfo, GroupRequest } from "../../machines/supervision/group.ts";
import type { Failure, FailureKind } from "../../src/model/failure.ts";
import { at as slotAt } from "../../src/model/vector.ts";
import { atRest } from "../../src/patterns/catalogue.ts";
import { layOut, type Layout } from "../../src/plan/layout.ts";
import type { Spec } from "../../src/plan/spec.ts";
import { type Directive, type Lineage, under } from "../../supervisors/policy.ts";

import {
  type Adversary,
  answersOf,
  givenBy,
  type Group,
  isPass,
  isPerform,
  isRequest,
  type Leaf,
  LIST,
  type Node,
  saidBy,
  type Seen,
  STAMP,
  type Start,
  type Word,
} from "./adversary-parts.ts";

interface Opening {
  readonly parent: Group | undefined;
  readonly at: Start | undefined;
  readonly spec: Spec;
  readonly children: readonly ChildInfo[];
  readonly consulted?: Group["consulted"];
  readonly path?: string;
  readonly lineage?: Lineage | undefined;
}

interface Consulting {
  readonly info: ChildInfo | undefined;
  readonly sources: readonly ChildInfo[];
  readonly kind: "run" | "consult";
}

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
  /** Who may be asked beyond a plan that is run for a gate. */
  private readonly beyond = new Map<Group, readonly ChildInfo[]>();
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
    const run = this.openGroup({ parent: undefined, at: undefined, spec, children: [root] });
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

  private openGroup(it: Opening): Group {
    const { parent, at, spec, children, consulted } = it;
    const path = it.path ?? at?.path ?? "";
    const [snapshot] = initialTransition(supervisorMachine, {
      path,
      children,
      lineage: it.lineage ?? under(path, spec.policy?.table, at?.lineage),
      course: spec.course ?? atRest("pass", {}),
      isRoot: parent === undefined && consulted === undefined,
      asksPerson: false,
    });
    const empty = { children: new Map<number, Node>(), waits: new Map<number, () => void>() };
    return { kind: "group", at, parent, spec, ...empty, consulted, isOpen: true, snapshot };
  }

  private send(group: Group, event: SupervisorEvent): void {
    this.queue.push(() => {
      if (!group.isOpen) return;
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
        const value = saidBy(this.adversary, request.call, group.spec);
        const failure: Failure = { kind: "defect", path: group.at?.path ?? "", message: "threw" };
        const answer = request.call === "select" ? (this.adversary.say?.("select") ?? request.args[0]) : value;
        this.happen(() =>
          this.send(
            group,
            value === undefined
              ? { type: "NOT_EVALUATED", key: request.key, failure }
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
          ? this.leafAt(at, parent, spec)
          : this.openGroup({ parent, at, spec, children: this.layout.childrenOf(at.site) });
      parent.children.set(at.slot, node);
      if (node.kind === "leaf") this.judgeBefore(node, at.attempt, 0);
      else this.send(node, { type: "START", input: at.input, attempt: at.attempt });
    });
  }

  private leafAt(at: Start, parent: Group, spec: Spec): Leaf {
    const { length: answers } = at.answers;
    const sources = this.sourcesOf(at.site, spec, parent);
    const none = { consultations: 0, consulting: undefined, isStopping: false, pending: undefined };
    return { kind: "leaf", at, parent, spec, sources, attempt: 0, answers, ...none };
  }

  private sourcesOf(site: number, spec: Spec, parent: Group): readonly ChildInfo[] {
    const own = (of: number | undefined) =>
      of === undefined ? [] : this.layout.answerersOf(of).flatMap((info) => info ?? []);
    const found = spec.answers === undefined ? [] : [...own(site)];
    for (let group: Group | undefined = parent; group !== undefined; group = group.parent) {
      found.push(...own(group.at?.site));
      const beyond = this.beyond.get(group);
      if (beyond !== undefined) found.push(...beyond);
    }
    return found;
  }

  /** The plans that decide before the work, and then the work. */
  private judgeBefore(leaf: Leaf, attempt: number, place: number): void {
    const { gatesBefore = [] } = leaf.spec.agent ?? {};
    const judges = gatesBefore.filter(({ kind }) => kind === "judge").length;
    leaf.attempt = attempt;
    if (place >= judges) return this.work(leaf);
    this.consult(
      leaf,
      { info: this.layout.childrenOf(leaf.at.site)[place], sources: leaf.sources, kind: "run" },
      (word) => {
        if (word.ask !== "tellDone") return this.consultFailed(leaf, word);
        if (isPass(word.output)) return this.judgeBefore(leaf, attempt, place + 1);
        this.fail(leaf, "rejected");
      },
    );
  }

  private work(leaf: Leaf): void {
    if (leaf.spec.kind === "agent") this.started += 1;
    leaf.pending = this.happen(() => this.attemptOver(leaf));
  }

  private attemptOver(leaf: Leaf): void {
    const { at, parent, spec } = leaf;
    const { slot, life } = at;
    leaf.pending = undefined;
    const said = this.adversary.attempt(spec, { path: at.path, answers: leaf.answers, group: parent.spec });
    const { handsTo = [], asks = 0 } = spec.agent ?? {};
    if (said === "done") return this.judgeAfter(leaf, 0);
    if (said === "handed" && handsTo.length > 0) {
      const to = handsTo[this.adversary.pick(handsTo.length) % handsTo.length] ?? "";
      return this.send(parent, { type: "CHILD_HANDED", slot, life, to, context: this.started });
    }
    if (said === "asked" && leaf.answers < asks) return this.ask(leaf, 0);
    if (said === "declined") return this.send(parent, { type: "CHILD_DECLINED", slot, life, reason: "no" });
    this.fail(leaf, said === "asked" || said === "handed" ? "unresolved" : said);
  }

  private judgeAfter(leaf: Leaf, place: number): void {
    const { gatesBefore = [] } = leaf.spec.agent ?? {};
    const before = gatesBefore.filter(({ kind }) => kind === "judge").length;
    const info = this.layout.childrenOf(leaf.at.site)[before + place];
    const { slot, life } = leaf.at;
    if (info === undefined)
      return this.send(leaf.parent, { type: "CHILD_DONE", slot, life, output: givenBy(this.adversary, leaf) });
    this.consult(leaf, { info, sources: leaf.sources, kind: "run" }, (word) => {
      if (word.ask !== "tellDone") return this.consultFailed(leaf, word);
      if (isPass(word.output)) return this.judgeAfter(leaf, place + 1);
      this.fail(leaf, "invalid-output");
    });
  }

  /** Whoever gives null does not know, and the next one is asked. */
  private ask(leaf: Leaf, place: number): void {
    const info = leaf.sources[place];
    if (info === undefined) return this.fail(leaf, "unresolved");
    this.consult(leaf, { info, sources: leaf.sources.slice(place + 1), kind: "consult" }, (word) => {
      if (word.ask !== "tellDone") return this.consultFailed(leaf, word);
      if (word.output === null) return this.ask(leaf, place + 1);
      leaf.answers += 1;
      leaf.attempt += 1;
      this.work(leaf);
    });
  }

  private consult(leaf: Leaf, { info, sources, kind }: Consulting, then: (word: Word) => void): void {
    if (info === undefined) throw new Error("nobody to consult");
    const { path, lineage: above } = leaf.at;
    const name = `${info.name}[${leaf.consultations++}]`;
    const spec: Spec = { kind, name: "", children: [], course: atRest(kind, { names: [name] }) };
    const consulted = (word: Word) => {
      leaf.consulting = undefined;
      if (!leaf.isStopping) return then(word);
      this.remove(leaf);
      this.send(leaf.parent, { type: "CHILD_STOPPED", slot: leaf.at.slot, life: leaf.at.life });
    };
    const lineage = under(path, leaf.spec.policy?.table, above);
    const children = [{ ...info, name }];
    const group = this.openGroup({ parent: undefined, at: undefined, spec, children, consulted, path, lineage });
    if (kind === "consult") this.beyond.set(group, sources);
    else this.beyond.set(group, leaf.sources);
    leaf.consulting = group;
    this.send(group, { type: "START", input: LIST, attempt: 1 });
  }

  private consultFailed(leaf: Leaf, word: Word): void {
    if (word.ask !== "tellFailed") return this.fail(leaf, "cancelled");
    const { slot, life } = leaf.at;
    const verdict: { verdict?: Verdict } = word.verdict === undefined ? {} : { verdict: word.verdict };
    const { failure } = word;
    this.send(leaf.parent, { type: "CHILD_FAILED", slot, life, failure, ...verdict, ...answersOf(leaf), stamp: STAMP });
  }

  private fail(leaf: Leaf, kind: FailureKind): void {
    const { slot, life, path } = leaf.at;
    const failure: Failure = { kind, path, message: `never the same issue: ${this.started}` };
    this.send(leaf.parent, { type: "CHILD_FAILED", slot, life, failure, ...answersOf(leaf), stamp: STAMP });
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
        if (child.kind === "leaf") this.queue.push(() => this.judgeBefore(child, request.attempt, 0));
        return;
      case "conclude":
        return this.remove(child);
      case "skip":
        if (child.kind === "group")
          return this.send(child, { type: "SKIP", value: request.value, failure: request.failure });
        return this.send(group, { type: "CHILD_DONE", slot, life, output: request.value });
      case "stop":
        if (child.kind === "group") return this.send(child, { type: "STOP", how: request.how, why: request.why });
        if (child.consulting !== undefined) {
          child.isStopping = true;
          return this.send(child.consulting, { type: "STOP", how: request.how, why: request.why });
        }
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
    if (node.kind === "leaf" && node.consulting !== undefined) node.consulting.isOpen = false;
    if (node.at !== undefined && node.parent?.children.get(node.at.slot) === node)
      node.parent.children.delete(node.at.slot);
  }

  private tell(group: Group, request: SupervisorRequest): void {
    if (group.consulted !== undefined) {
      if (request.ask !== "tellDone" && request.ask !== "tellFailed" && request.ask !== "tellStopped") return;
      group.isOpen = false;
      return group.consulted(request);
    }
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
      stamp: STAMP,
    });
  }
}
