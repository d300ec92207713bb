import type { Approval, Question } from "../../model/question.ts";
import { oneLine } from "./text.ts";

/** Whoever answers without saying who they are. */
export const NOBODY: Approval = { by: "terminal" };

/** What a question wants to know of who answers it. */
type Wanted = Pick<Question, "quorum" | "roles">;

/** Whether an answer counts only with who gave it. */
export function isToBeSigned({ quorum, roles }: Wanted): boolean {
  return quorum !== undefined || roles !== undefined;
}

/** How one says who one is, as hints have it. */
export function signatureHint({ roles }: Wanted): string {
  return roles === undefined ? "as <name>" : "as <name> (<role>)";
}

/** What is asked of somebody who has not said it. */
export function whoPrompt({ roles }: Wanted): string {
  return roles === undefined ? "who are you? " : `who are you, and in which role? <name> (${rolesText(roles)}): `;
}

/** Who it is: `ann`, or `ann (legal)`. */
export function signatureText({ by, role }: Approval): string {
  return oneLine(role === undefined ? by : `${by} (${role})`);
}

/** Roles, any one of which will do. */
export function rolesText(roles: readonly string[]): string {
  return oneLine(roles.join(" or "));
}

/** Reads `ann` and `ann (legal)`; else says why that is nobody who may answer. */
export function readSignature(text: string, { roles }: Wanted): Approval | { readonly why: string } {
  const [, by = "", role] = /^([^()]*[^()\s])\s*(?:\(\s*([^()]*[^()\s])\s*\))?$/.exec(text.trim()) ?? [];
  const example = roles?.[0] === undefined ? "as ann" : `as ann (${oneLine(roles[0])})`;
  if (by === "") return { why: `Say who you are, ${example}` };
  if (roles === undefined || (role !== undefined && roles.includes(role)))
    return role === undefined ? { by } : { by, role };
  const who = role === undefined ? `${by} without a role` : role;
  return { why: `${oneLine(who)} may not answer; ${rolesText(roles)} may, ${example}` };
}
