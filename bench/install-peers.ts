import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "peers");
const NPM = [
  "ci",
  "--prefix",
  FOLDER,
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
  "--fetch-retries=1",
];
const INSTALL_MS = 180_000;

/** Installs the peers that are missing or of another version, as their lockfile says. Answers why it could not, else nothing. */
export function installPeers(say: (line: string) => void): string | undefined {
  if (Object.entries(pins()).every(([name, version]) => installed(name) === version)) return undefined;
  say("Installing the peers into bench/peers/node_modules (npm ci) …");
  const npm = spawnSync("npm", NPM, { encoding: "utf8", timeout: INSTALL_MS, shell: process.platform === "win32" });
  if (npm.status === 0) return undefined;
  const reason =
    npm.error?.message ??
    npm.stderr.split("\n").find((line) => line.startsWith("npm error")) ??
    `exit code ${npm.status}`;
  return `npm ci failed: ${reason}`;
}

function pins(): Readonly<Record<string, string>> {
  const manifest: { readonly dependencies: Readonly<Record<string, string>> } = read(join(FOLDER, "package.json"));
  return manifest.dependencies;
}

function installed(name: string): string | undefined {
  const path = join(FOLDER, "node_modules", name, "package.json");
  if (!existsSync(path)) return undefined;
  const manifest: { readonly version: string } = read(path);
  return manifest.version;
}

function read(path: string) {
  return JSON.parse(readFileSync(path, "utf8"));
}
