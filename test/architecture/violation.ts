import { expect } from "vitest";

/** A source file as the rules see it: where it stands in the project, and what it says. */
export interface SourceText {
  /** Relative to the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** One place that breaks a rule, with what to do about it. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A rule about source files: pure, so that it can be tested with a planted violation. */
export type Rule = (files: readonly SourceText[]) => readonly Violation[];

/** Fails with one line per violation, `file:line: what is wrong and the remedy`, so that a terminal can open the place. */
export function expectNone(violations: readonly Violation[]): void {
  expect(violations.map(describeViolation).join("\n")).toBe("");
}

function describeViolation({ path, line, message }: Violation): string {
  return `${path}:${line}: ${message}`;
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
