import { readFileSync } from "node:fs";
import type { Sight } from "./sight.ts";
import type { World } from "./world.ts";

/** A framework with its scripts: one per pattern, and one per probe. */
export interface Side {
  readonly name: string;
  /** As npm knows it. */
  readonly package: string;
  /** Relative to this folder. */
  readonly folder: string;
  /** The package.json that says which version. */
  readonly pinnedIn: string;
}

export const OURS: Side = { name: "Troupe", package: "troupe", folder: ".", pinnedIn: "../../package.json" };
export const PEERS: readonly Side[] = [
  peer("LangGraph.js", "@langchain/langgraph", "langgraph"),
  peer("OpenAI Agents JS", "@openai/agents", "openai"),
  peer("Mastra", "@mastra/core", "mastra"),
];

interface PatternScript {
  readonly run: (input: unknown, world: World) => Promise<unknown>;
}
interface ProbeScript {
  readonly probe: () => Promise<readonly Sight[]>;
}

/** Does a pattern's task in a world, and gives what the framework gives, or rejects as it rejects. */
export async function runPattern({ folder }: Side, id: string, { input, world }: { input: unknown; world: World }) {
  const script: PatternScript = await import(new URL(`${folder}/patterns/${id}.ts`, import.meta.url).href);
  return await script.run(input, world);
}

export async function runProbe({ folder }: Side, id: string): Promise<readonly Sight[]> {
  const script: ProbeScript = await import(new URL(`${folder}/probes/${id}.ts`, import.meta.url).href);
  return await script.probe();
}

/** Name and version. */
export function titleOf({ name, package: packageName, pinnedIn }: Side): string {
  const { version, dependencies }: Manifest = JSON.parse(readFileSync(new URL(pinnedIn, import.meta.url), "utf8"));
  return `${name} ${packageName === "troupe" ? version : dependencies[packageName]}`;
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Lines of a pattern's script that are neither blank nor comment nor import. */
export function linesOf({ folder }: Side, id: string): number {
  return countLines(readFileSync(new URL(`${folder}/patterns/${id}.ts`, import.meta.url), "utf8"));
}

/** The scripts are formatted alike, and have no comment behind code. */
export function countLines(source: string): number {
  return source
    .replaceAll(/^import [^;]*;$/gm, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:\/\/|\/\*|\*)/.test(line)).length;
}

function peer(name: string, packageName: string, folder: string): Side {
  return { name, package: packageName, folder: `../peers/${folder}`, pinnedIn: "../peers/package.json" };
}
