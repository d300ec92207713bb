// A run in the terminal: its live supervision tree, its questions, and the exit code that it comes to.
export { exitCodeOf, watchInTerminal, type WatchOptions } from "./cli/terminal/watch.ts";
export { isAttended, type Streams } from "./cli/terminal/streams.ts";
