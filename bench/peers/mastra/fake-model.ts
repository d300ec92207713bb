import { MastraLanguageModelV2Mock } from "@mastra/core/test-utils/llm-mock";

/** A model that calls the same tool whenever it is asked. `asked` hears of each call. */
export function modelCalling(toolName: string, input: unknown, asked: () => void) {
  let calls = 0;
  const answer = () => {
    asked();
    calls += 1;
    return { type: "tool-call" as const, toolCallId: `call-${calls}`, toolName, input: JSON.stringify(input) };
  };
  return new MastraLanguageModelV2Mock({
    doGenerate: async () => ({ content: [answer()], finishReason: "tool-calls" as const, usage: USAGE, warnings: [] }),
    doStream: async () => ({
      stream: new ReadableStream({
        start(controller) {
          controller.enqueue({ type: "stream-start", warnings: [] });
          controller.enqueue(answer());
          controller.enqueue({ type: "finish", finishReason: "tool-calls", usage: USAGE });
          controller.close();
        },
      }),
    }),
  });
}

const USAGE = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
