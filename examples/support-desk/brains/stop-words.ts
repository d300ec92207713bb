import { wordsOf } from "./words.ts";

/** The different words of a text that carry meaning: those of three letters or more that are not too common. */
export function significantWordsOf(text: string): readonly string[] {
  return [...new Set(wordsOf(text))].filter((word) => word.length >= 3 && !STOP_WORDS.has(word));
}

const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "about after again all also although always and any anyone anything are because been before being both but can " +
    "can't cannot could did didn't does doesn't doing don't down each even ever every few for from get gets getting " +
    "give going gone got had has have haven't having here him his how however i'd i'll i'm i've into isn't it's its " +
    "just know let like look made make many may maybe might more most much must name need never not now off one only " +
    "other our out over own please put really said same say says see seem seems should since some someone something " +
    "still such sure take tell than thanks that that's the their them then there these they thing things think this " +
    "those though through too tried try two under until upon use used using very want was way well were what what's " +
    "when where which while who why will with within without won't work would wouldn't yes yet you you're your " +
    "address phone query user http https www com org net"
  ).split(" "),
);
