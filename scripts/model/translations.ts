import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** English words that one word of another language stands for. */
export type Renderings = readonly string[];

/** An English word with what a dictionary says of one of its meanings. */
export interface Gloss {
  readonly word: string;
  readonly text: string;
}

/** What dictionaries between English and other languages say of English words. */
export interface Translations {
  readonly renderings: readonly Renderings[];
  readonly glosses: readonly Gloss[];
}

const HEAD = /^(?! ?\d+\. )\s*(\S.*?) \/.+\/(?: <([^>]+)>)?$/u;
const NUMBER = /^ ?\d+\. ?/;
const NEXT_NUMBER = /(?:^| )\d+\.$/;
/** Words that one foreign word stands for beyond this many have little in common. */
const MOST_WORDS = 8;

interface Entry {
  readonly word: string;
  /** The lines that hold words of the other language, and those that tell meanings apart. */
  readonly words: readonly string[];
  readonly glosses: readonly string[];
}

/** Entries of a dictionary of FreeDict's in dictd's form: a head with its sound, then what translates it and what the meaning is, line by line. */
function readEntries(path: string): Entry[] {
  const entries: { word: string; words: string[]; glosses: string[] }[] = [];
  let isFirst = false;
  for (const line of readLines(path)) {
    const head = HEAD.exec(line);
    const entry = entries.at(-1);
    if (head?.[1] !== undefined && head[2] !== 'pn') {
      entries.push({ word: head[1], words: [], glosses: [] });
      isFirst = true;
    } else if (head !== null || entry === undefined) {
      // Names teach nothing: what follows them goes to an entry that is not looked at.
      entries.push({ word: '', words: [], glosses: [] });
    } else {
      const text = line.replace(NUMBER, '').replace(NEXT_NUMBER, '').trim();
      if (text !== '') (isFirst || NUMBER.test(line) ? entry.words : entry.glosses).push(text);
      isFirst = false;
    }
  }
  return entries.filter(({ word }) => word !== '');
}

/** Of a dictionary from another language to English: the English words of each meaning. */
export function readRenderings(path: string): Renderings[] {
  return readEntries(path).flatMap(({ words }) => words.flatMap(splitRenderings));
}

/** Of a dictionary from English: the meanings of English words, and the English words that share a translation. */
export function readGlosses(path: string): Translations {
  const entries = readEntries(path);
  const sharing = new Map<string, Set<string>>();
  for (const { word, words } of entries) {
    for (const translation of words.flatMap((text) => text.split(', '))) {
      const sharers = sharing.get(translation) ?? new Set();
      sharing.set(translation, sharers.add(word));
    }
  }
  return {
    renderings: [...sharing.values()].map((words) => [...words]).filter(isGroup),
    glosses: entries.flatMap(({ word, glosses }) => glosses.map((text) => ({ word, text }))),
  };
}

/** Japanese entries have their sound in the head, lines in brackets on what kind of word it is, then English. */
export function readJapaneseRenderings(path: string): Renderings[] {
  return readLines(path).flatMap((line) => {
    const text = line.replace(
      /^.*\bNote: (?:word usually written using kana alone|colloquialism|abbreviation|slang)/,
      '',
    );
    // Printable letters of English alone.
    if (!/^[ -~]+$/.test(text) || /Note:|\//.test(text)) return [];
    return splitRenderings(text.replace(NUMBER, ''));
  });
}

/** All of several dictionaries; what more than one of them says of a word in the same words counts once. */
export function joinTranslations(all: readonly Translations[]): Translations {
  const glosses = new Map<string, Gloss>();
  for (const gloss of all.flatMap((one) => one.glosses)) {
    const key = `${gloss.word}\t${gloss.text}`;
    if (!glosses.has(key)) glosses.set(key, gloss);
  }
  return { renderings: all.flatMap(({ renderings }) => renderings), glosses: [...glosses.values()] };
}

function readLines(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString('utf8').split('\n');
}

/** Words in one line, without what stands in brackets. A line of brackets alone has none. */
function splitRenderings(line: string): Renderings[] {
  const plain = line.replaceAll(/\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|\{[^}]*\}/g, ' ');
  const words = plain
    .split(/[,;]/)
    .map((word) => word.replace(/^\s*(?:to|an?|the) /, '').trim())
    .filter((word) => word !== '' && !/^[A-Z]/.test(word));
  const group = [...new Set(words)];
  return isGroup(group) ? [group] : [];
}

function isGroup(words: readonly string[]): boolean {
  return words.length > 1 && words.length <= MOST_WORDS;
}
