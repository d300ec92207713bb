import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { ROOT } from "./documents.ts";

/** How a program ended. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A package of somebody who uses Troupe: a folder of its own, with `troupe` and what it is developed with installed. */
export interface Consumer {
  readonly folder: string;
  write(file: string, code: string): void;
  /** Type-checks every file, as strictly as the project; what is wrong, one line each. */
  check(): Promise<readonly string[]>;
  /** Runs a file, or any arguments of node. At most two run at a time. */
  run(...args: readonly string[]): Promise<Ended>;
  remove(): void;
}

/** Time enough for a slow machine; an example that hangs is ended then. In milliseconds. */
const PATIENCE_MS = 30_000;
const AT_A_TIME = 2;

/** A new consumer, outside of the repository. */
export function createConsumer(): Consumer {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "troupe-consumer-")));
  install(folder);
  const turn = createTurns(AT_A_TIME);
  return {
    folder,
    write: (file, code) => writeFileSync(join(folder, file), code),
    async check() {
      const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
      const { stdout } = await program([tsc, "--pretty", "false"], folder);
      const isHere = (line: string) => !line.startsWith("..") && /^[^\s(]+\(\d+,\d+\): error/.test(line);
      return stdout.split("\n").filter(isHere);
    },
    run: (...args) =>
      turn(() => program(["--conditions=troupe-source", "--disable-warning=ExperimentalWarning", ...args], folder)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function install(folder: string): void {
  const packages = { ...packageJson.dependencies, ...packageJson.devDependencies };
  const links = Object.keys(packages).map((name) => ({ name, target: join(ROOT, "node_modules", name) }));
  for (const { name, target } of [{ name: packageJson.name, target: ROOT }, ...links]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, "junction");
  }
  // The examples of the guide read the mails of the support desk, as a file in a clone would.
  symlinkSync(join(ROOT, "examples"), join(folder, "examples"), "junction");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const settings = { extends: join(ROOT, "tsconfig.json"), include: ["*.ts"], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
}

function program(args: readonly string[], cwd: string): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = execFile(process.execPath, args, { cwd, timeout: PATIENCE_MS }, (_error, stdout, stderr) =>
    resolve({ code: child.exitCode ?? -1, stdout, stderr }),
  );
  return promise;
}

/** Lets so many through at a time. */
function createTurns(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
