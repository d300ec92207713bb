// Stops with a remedy when Node is too old to run TypeScript sources. Plain JavaScript, because it must run on that Node.
const REQUIRED = [22, 18];

const [major, minor] = process.versions.node.split(".").map(Number);
const isRecentEnough = major > REQUIRED[0] || (major === REQUIRED[0] && minor >= REQUIRED[1]);

if (!isRecentEnough) {
  console.error(
    [
      `This repository needs Node ${REQUIRED.join(".")} or newer, because it runs TypeScript sources directly; this is Node ${process.versions.node}.`,
      "Do one of these, then run the command again:",
      "  npm ci             brings a Node of its own along (not with --ignore-scripts; start commands through npm or npx)",
      "  nodejs.org         install Node 24, or 22.18 and newer",
    ].join("\n"),
  );
  process.exit(1);
}
