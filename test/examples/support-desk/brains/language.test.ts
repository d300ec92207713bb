import { expect, it } from "vitest";
import { guessLanguage } from "../../../../examples/support-desk/brains/language.ts";

it.each([
  ["en", "The printer is out of paper and that is not what I want for this."],
  ["de", "Der Drucker ist nicht bereit und ich kann das Papier auch nicht finden."],
  ["fr", "Le problème est que je ne trouve pas les fichiers dans la liste pour vous."],
  ["es", "No puedo encontrar los archivos y el disco está lleno, pero no se por qué."],
  ["it", "Non so come si fa, il disco è pieno e questo non va con la stampante."],
  ["nl", "Ik kan het bestand niet vinden en de schijf is vol, maar wij zijn er nog."],
  ["ga", "Tá an ríomhaire ag obair ach níl aon fhuaim agus tá sé mall."],
  ["unknown", "rpm -qa | grep kernel"],
  ["unknown", ""],
])("hears %s", (language, text) => {
  expect(guessLanguage(text)).toBe(language);
});
