import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process, told from every other one, also from a later one with its number. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When it was born and where, in Linux's words; empty on systems where that cannot be read. */
  readonly born: string;
}

/** This process. */
export function thisOwner(): Owner {
  return {
    pid: process.pid,
    host: hostname(),
    born: [bootId(), pidSpace(), startOf(process.pid)?.time ?? ""].join(" ").trim(),
  };
}

/**
 * Whether a process is surely gone. One on another machine, or in another container, cannot be asked about: then false,
 * and its lease has to lapse.
 */
export function isGone(owner: Owner, here: Owner = thisOwner()): boolean {
  if (owner.host !== here.host) return false;
  if (owner.born === "" || here.born === "") return !isThere(owner.pid);
  const [boot, space, start] = owner.born.split(" ");
  const [bootHere, spaceHere] = here.born.split(" ");
  if (boot !== bootHere) return true;
  if (space !== spaceHere) return false;
  const now = startOf(owner.pid);
  if (now === undefined) return !isThere(owner.pid);
  return now.isDead || now.time !== start;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** When a process started, in ticks since boot; a killed one stays in the list until its parent has heard of it. */
function startOf(pid: number): { readonly time: string; readonly isDead: boolean } | undefined {
  const stat = contentOf(`/proc/${pid}/stat`);
  /** The second field is the program's name, which can hold anything; after its last parenthesis stand fields 3 and on. */
  const [state = "", ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const time = rest[18];
  return time === undefined ? undefined : { time, isDead: state === "Z" || state === "X" };
}

function bootId(): string {
  return contentOf("/proc/sys/kernel/random/boot_id").trim();
}

function pidSpace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
