/** A question that every side answers by a script of its own. */
export interface Probe {
  readonly id: string;
  readonly question: string;
  /** The headings of the cells of a sight. */
  readonly columns: readonly string[];
}

/** Each has a script of this name in `probes`, and one in `probes` of every peer. */
export const PROBES: readonly Probe[] = [
  {
    id: "nested-limits",
    question: "Does a parent's limit of steps hold over what is nested in it?",
    columns: ["the parent's limit", "inner steps that ran", "how it ended"],
  },
  {
    id: "parallel-failure",
    question:
      "One of three branches fails: is the finished sibling's work kept, and what becomes of the unfinished one?",
    columns: ["how it ended", "what is kept", "the unfinished sibling", "going on after the failure"],
  },
  {
    id: "rejection",
    question: "A person says no: can it be said, what does the run do, and does code before the question run again?",
    columns: ["how a no is said", "what the run does", "code before the question ran"],
  },
  {
    id: "thrown-strings",
    question: "Work throws what is no Error: does the message survive?",
    columns: ['"quota used up"', '{ code: 429, reason: "quota used up" }'],
  },
  {
    id: "cancel",
    question: "A run is cancelled while it waits before a retry: does anything run or stay afterwards?",
    columns: ["when and how it ended", "work ran afterwards", "timers left"],
  },
  {
    id: "fan-out",
    question: "5,000 pieces of work at once that do nothing: how long does it take, and does it grow as their number?",
    columns: ["5,000: x Troupe", "time per piece, 5,000 over 1,000"],
  },
];
