/** A thread of the sample: a question and, in the order in which they came, the answers to it. */
export type SampleThread = { readonly subject: string; readonly question: string; readonly answers: readonly string[] };
