import type { Language } from "../schemas.ts";

/**
 * The language of a text by its commonest short words; `unknown` if fewer than two of them occur or two languages are
 * close. Looks at the first 300 words.
 */
export function guessLanguage(text: string): Language {
  const words =
    text
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.slice(0, 300) ?? [];
  const ranked = [...STOP_WORDS]
    .map(([language, short]) => ({ language, found: words.filter((word) => short.has(word)).length }))
    .toSorted((a, b) => b.found - a.found);
  const [best, second] = ranked;
  if (best === undefined || best.found < 2 || best.found < (second?.found ?? 0) * 1.25) return "unknown";
  return best.language;
}

/** Words that are frequent in one of the languages and rare in the others. */
const STOP_WORDS: ReadonlyMap<Language, ReadonlySet<string>> = new Map([
  stopWords("en", "the and of to is that it you for with this have not are was but they from what there would which"),
  stopWords(
    "de",
    "der die das und ist nicht ich sie ein eine mit auf für von dem den zu wie auch es bei oder wir kann",
  ),
  stopWords("fr", "le la les des et est une pour dans pas vous que qui sur avec nous je du au ce sont mais votre"),
  stopWords("es", "el los las y que una por con para no se del su al lo como más pero usted es mi está sus"),
  stopWords("it", "il che di è per un una non con sono gli della le si da come più ma questo anche alla nel ho"),
  stopWords("nl", "de het een en van is niet dat op te zijn met voor er aan ook als bij maar om je ik naar wij"),
  stopWords("ga", "an na agus ar go is sé sí ní ach bhí tá mé tú leis don ag seo sin níl faoi chun gach"),
]);

function stopWords(language: Language, words: string): readonly [Language, ReadonlySet<string>] {
  return [language, new Set(words.split(" "))];
}
