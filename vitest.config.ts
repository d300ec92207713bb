import { defineConfig } from "vitest/config";

// "troupe" and its subpaths resolve to the sources, in vite's resolver and in Node's own (native imports, workers).
export default defineConfig({
  ssr: { resolve: { conditions: ["troupe-source", "module", "node", "development|production"] } },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
    pool: "forks",
    execArgv: ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    teardownTimeout: 5_000,
  },
});
