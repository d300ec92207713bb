// A run in the terminal: its live supervision tree, its questions, and the exit code that it comes to.
export { exitCodeOf, watchInTerminal } from "./cli/terminal/watch.ts";
export { type WatchOptions } from "./cli/terminal/stage.ts";
export { isAttended, type Streams } from "./cli/terminal/streams.ts";
