import { expect, it } from "vitest";
import { significantWordsOf } from "../../../../examples/support-desk/brains/stop-words.ts";

it("keeps each word that carries meaning once, and none that is everywhere", () => {
  expect(significantWordsOf("The sound card and the sound of it: what can I do about the ALSA mixer?")).toEqual([
    "sound",
    "card",
    "alsa",
    "mixer",
  ]);
});
