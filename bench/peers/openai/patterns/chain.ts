import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** Code calls one agent after the other. */
export async function run(topic: string, { outline, draft, title }: World) {
  const outliner = new Agent({ name: "outline", model: modelOf(outline) });
  const drafter = new Agent({ name: "draft", model: modelOf(draft) });
  const titler = new Agent({ name: "title", model: modelOf(title) });
  const outlined = await start(outliner, topic);
  const drafted = await start(drafter, outlined.finalOutput ?? "");
  return (await start(titler, drafted.finalOutput ?? "")).finalOutput;
}
