import { type Model, type ModelRequest, type ModelResponse, Usage } from "@openai/agents";
import { assistantMessage, functionCall } from "@openai/agents/testing";

/** What the model says: a text, or that a tool or a handoff is to be called. */
type Says = string | { readonly call: string; readonly args?: Readonly<Record<string, unknown>> };

/** A model played by a function of the newest message of the user, or of what the last tool gave. */
export function modelOf(answer: (said: string, request: ModelRequest) => Promise<Says>): Model {
  let calls = 0;
  return {
    async getResponse(request): Promise<ModelResponse> {
      calls += 1;
      const says = await answer(newest(request.input), request);
      const output =
        typeof says === "string"
          ? assistantMessage(says)
          : functionCall(says.call, { ...says.args }, { callId: `call-${calls}` });
      return { usage: new Usage(), output: [output] };
    },
    async *getStreamedResponse() {
      throw new Error("This model does not stream.");
    },
  };
}

/** Whether the newest thing in a request is a tool's result. */
export function hasToolResult({ input }: ModelRequest): boolean {
  return typeof input !== "string" && input.at(-1)?.type === "function_call_result";
}

function newest(input: ModelRequest["input"]): string {
  if (typeof input === "string") return input;
  const message = input.findLast((item) => "role" in item && item.role === "user");
  if (message === undefined || !("content" in message)) return "";
  const { content } = message;
  if (typeof content === "string") return content;
  return content.flatMap((part) => ("text" in part ? [part.text] : [])).join("");
}
