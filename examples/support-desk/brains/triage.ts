import type { Mail, Triage } from "../schemas.ts";
import { guessLanguage } from "./language.ts";
import { withoutTag } from "./list-marks.ts";
import { ownWords } from "./own-words.ts";
import { toneOf } from "./tone.ts";

/** At most this many order, ticket and bug numbers are taken from one mail. */
const NUMBERS_MAX = 8;

/**
 * Decides how a mail is to be handled, from its subject and its sender's own words: what others said in quotations does
 * not count. `because` names the words that made it urgent or not.
 */
export function triageMail(mail: Mail): Triage {
  const subject = withoutTag(mail.subject);
  const text = `${subject}\n${ownWords(mail.body)}`.slice(0, TEXT_CHARS_MAX);
  const pressing = distinct(text.match(PRESSING) ?? []);
  const relaxed = distinct(text.match(RELAXED) ?? []);
  const toneScore = toneOf(text);
  return {
    urgency: urgencyOf(pressing.length, relaxed.length),
    tone: toneName(toneScore),
    toneScore,
    language: guessLanguage(text),
    isQuestion: isQuestion(text),
    numbers: numbersIn(text),
    because: [...pressing, ...relaxed].slice(0, 5),
  };
}

const TEXT_CHARS_MAX = 6_000;

const PRESSING =
  /\b(?:urgent(?:ly)?|asap|as soon as possible|immediately|emergency|deadline|critical|right now|by (?:today|tonight|tomorrow)|outage|(?:is|are|went|going) down|production|data loss|lost (?:all|everything|my)|(?:won't|can't|cannot|doesn't|refuses to) (?:boot|start|log ?in|connect)|locked out|security hole|exploit(?:ed)?|hacked|kernel panic)\b/gi;

const RELAXED =
  /\b(?:no rush|no hurry|not urgent|whenever you|when you (?:have|get) (?:the )?time|just curious|just wondering|fyi|for what it's worth|by the way|some day|low priority)\b/gi;

const ASKS =
  /\?(?:\s|$|["')])|^\s*(?:how|what|why|where|when|which|who|can|could|does|do|is|are|has|have|should|would)\b.{0,200}\bi\b|\b(?:anyone know|any ideas?|any help|please help|please advise|i was wondering|how (?:do|can|to)|does anyone|has anyone|can (?:someone|anyone))\b/im;

const NUMBER =
  /\b(?:order|ticket|case|invoice|bug|rma|ref(?:erence)?)(?: ?(?:no\.?|number|id|nr\.?))?[ :#]{1,3}((?:[A-Z]{1,5}-)?\d[\d-]{1,14}\d)\b|(?<![\w&/])#(\d{3,12})\b/gi;

function urgencyOf(pressing: number, relaxed: number): Triage["urgency"] {
  if (pressing > relaxed) return "high";
  return relaxed > pressing ? "low" : "normal";
}

function toneName(score: number): Triage["tone"] {
  if (score <= -0.4) return "angry";
  return score >= 0.4 ? "friendly" : "neutral";
}

function isQuestion(text: string): boolean {
  return ASKS.test(text.replace(/\bhttps?:\/\/\S+/gi, " "));
}

function numbersIn(text: string): readonly string[] {
  const found = [...text.matchAll(NUMBER)].map((match) => match[1] ?? match[2] ?? "");
  return [...new Set(found)].slice(0, NUMBERS_MAX);
}

function distinct(phrases: readonly string[]): readonly string[] {
  return [...new Set(phrases.map((phrase) => phrase.toLowerCase().replace(/\s+/g, " ")))];
}
