import type { Budget } from "../model/usage.ts";

/** What was asked for on the command line. */
export type Command =
  | { readonly name: "help"; readonly of: CommandName | undefined }
  | { readonly name: "version" }
  | DrawCommand
  | CheckCommand
  | RunCommand
  | ResumeCommand
  | RunsCommand
  | ShowCommand
  | AnswerCommand
  | CancelCommand;

export const COMMAND_NAMES = ["run", "draw", "check", "runs", "show", "answer", "cancel", "resume"] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export interface DrawCommand {
  readonly name: "draw";
  readonly module: string;
  readonly exportName: string | undefined;
}

export interface CheckCommand {
  readonly name: "check";
  readonly module: string;
  readonly exportName: string | undefined;
  /** The module of the plan that it is compared with, or the journal whose open runs it is held against. */
  readonly against: string | undefined;
  readonly budget: Budget | undefined;
  readonly isJson: boolean;
}

/** How runs are shown: as a live tree or lines, as facts, or only how they end. */
export type ShowWay = "tree" | "json" | "quiet";

export interface RunCommand {
  readonly name: "run";
  readonly module: string;
  readonly exportName: string | undefined;
  /** A file with JSON, `-` for the standard input; undefined: null. */
  readonly input: string | undefined;
  readonly budget: Budget | undefined;
  readonly seed: number;
  readonly show: ShowWay;
  /** Nobody is asked anything, even at a terminal. */
  readonly isUnattended: boolean;
  /** How long the person at the terminal has for an escalation, in milliseconds; undefined: nobody is asked. */
  readonly escalationMs: number | undefined;
  /** The file of the journal that it is kept in; undefined: nowhere. */
  readonly journal: string | undefined;
  /** What the run is to be called in its journal. */
  readonly id: string | undefined;
}

export interface ResumeCommand {
  readonly name: "resume";
  readonly journal: string;
  readonly module: string;
  /** Undefined: with every plan that the module exports. */
  readonly exportName: string | undefined;
  readonly show: ShowWay;
  /** Nobody is asked at this terminal. */
  readonly isUnattended: boolean;
}

export interface RunsCommand {
  readonly name: "runs";
  readonly journal: string;
  /** Open ones and those that ended last, where nothing is said. */
  readonly which: "recent" | "all" | "over" | "open";
  readonly isJson: boolean;
}

export interface ShowCommand {
  readonly name: "show";
  readonly journal: string;
  /** A run's id, or the beginning of one. */
  readonly run: string;
  readonly isJson: boolean;
}

/** How long a service may take to say what became of a message, in milliseconds. */
interface Waiting {
  readonly waitMs: number;
}

export interface AnswerCommand extends Waiting {
  readonly name: "answer";
  readonly journal: string;
  /** A question's id, its name or its path; or a run that asks only one. */
  readonly question: string;
  readonly run: string | undefined;
  /** What is said, as it would be typed at a terminal. */
  readonly words: string;
  readonly by: string | undefined;
  readonly role: string | undefined;
}

export interface CancelCommand extends Waiting {
  readonly name: "cancel";
  readonly journal: string;
  readonly run: string;
  readonly reason: string;
}
