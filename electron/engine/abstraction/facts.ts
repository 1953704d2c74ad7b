import type { JsonValue } from '../../../shared/model/index.ts';
import { isEntity } from './values.ts';

/** What one sentence (or one JSON field) of an observation says: a template with `{0}`, `{1}` and the values in them. */
export interface Fact {
  readonly predicate: string;
  readonly args: readonly string[];
}

const named = new WeakMap<readonly Fact[], ReadonlySet<string>>();

/** The values that the facts of an observation name. Remembered: a corpus repeats its observations. */
export function valuesIn(facts: readonly Fact[]): ReadonlySet<string> {
  const known = named.get(facts) ?? new Set(facts.flatMap(({ args }) => args));
  named.set(facts, known);
  return known;
}

const maxCharacters = 6000;
const maxSentences = 60;
const maxWords = 40;
const maxFields = 60;
const maxValueLength = 80;

/**
 * Reads an observation into facts. JSON becomes a fact a field (`order.status is {0}`), text a fact a sentence in
 * which entities, quoted texts, ids and numbers are arguments; a list of entities becomes a fact each. `it`
 * stands for the entity named last. The reading uses no vocabulary.
 */
export function readFacts(observation: string): readonly Fact[] {
  const text = observation.length > maxCharacters ? observation.slice(0, maxCharacters) : observation;
  const json = observation.length > maxCharacters * 10 ? undefined : parseJson(observation);
  return json === undefined ? readSentences(text) : readFields(json);
}

function parseJson(text: string): JsonValue | undefined {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    return JSON.parse(text) as JsonValue; // the parser gives a JsonValue by definition
  } catch {
    return undefined;
  }
}

const maxDepth = 6;
const maxItems = 12;

function readFields(root: JsonValue): readonly Fact[] {
  const facts: Fact[] = [];
  const visit = (value: JsonValue, path: string, depth: number): void => {
    if (facts.length >= maxFields || depth > maxDepth) return;
    if (value !== null && typeof value === 'object') {
      for (const { fact, path: at, item } of branchesOf(value, path)) {
        if (fact !== null) facts.push(fact);
        if (item !== undefined) visit(item, at, depth + 1);
      }
    } else facts.push(leafFact(value, path));
  };
  visit(root, '', 0);
  return facts;
}

/** What a list or an object says by itself, and what lies below it. */
interface Branch {
  readonly fact: Fact | null;
  readonly path: string;
  readonly item?: JsonValue;
}

function branchesOf(value: Exclude<JsonValue, string | number | boolean | null>, path: string): readonly Branch[] {
  if (isList(value)) {
    if (value.length === 0) return [{ fact: { predicate: `${path || 'list'} is empty`, args: [] }, path }];
    return value.slice(0, maxItems).map((item) => ({ fact: null, path: `${path}[]`, item }));
  }
  const entries = Object.entries(value);
  if (!isTable(entries))
    return entries.map(([key, item]) => ({ fact: null, path: path ? `${path}.${key}` : key, item }));
  return entries.slice(0, maxItems).map(([key, item]) => ({ fact: told(`${path}[]`, key), path: `${path}[]`, item }));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** An object whose keys are values (`{"o-17": {..}, "o-18": {..}}`): every key has a digit, every item is an object. */
function isTable(entries: readonly (readonly [string, JsonValue])[]): boolean {
  return (
    entries.length > 0 && entries.every(([key, item]) => /\d/.test(key) && item !== null && typeof item === 'object')
  );
}

function leafFact(value: string | number | boolean | null, path: string): Fact {
  if (value === null || typeof value === 'boolean') return { predicate: `${path} is ${String(value)}`, args: [] };
  return told(path, String(value));
}

function told(path: string, value: string): Fact {
  return { predicate: `${path} is {0}`, args: [value.slice(0, maxValueLength).toLowerCase()] };
}

const argumentForm =
  /"[^"\n]{1,80}"|(?:\b(?:a|an|the|some)\s+)?\b([a-z][a-z_-]*)\s+(\d{1,3})\b(?![.,]\d|\w)|(?<![\w-])(?:\b(?:a|an|the|some)\s+)?(?<joined>[a-z]{2,}[-_]\d{1,3})\b(?![.,]\d|[-\w])|#?\b(?=\w*\d)(?=\w*[a-z])[\w-]{4,}\b|\b\d[\d,.]*\b/gi;
/** Places in a row: with commas, the last with `and`; or with a mark between each that is no comma. */
const listForm = /\{(\d+)\}(?:,?\s*(?:and\s+)?\{\d+\})+|\{(\d+)\}(?:\s*[;+|&/]\s*(?:and\s+)?\{\d+\})+/;
/** A mark that goes on with a list and does not end a sentence. */
const listMark =
  /(?<=[a-z][\s_-]\d{1,3});(?=\s+(?:and\s+)?(?:(?:a|an|the|some)\s+)?[a-z][a-z_-]*[\s_-]\d{1,3}\b(?!\.\d)\s*(?:[;.!?]|$))/gi;

interface Sentence {
  readonly template: string;
  readonly args: readonly string[];
  /** Range of argument indexes that form a list, if any. */
  readonly list: readonly [number, number] | null;
}

const known = new Map<string, Sentence>();
const maxKnown = 50_000;

function readSentences(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  let last: string | null = null;
  const sentences = text.replace(listMark, ' +').split(/\n+|(?<=[.!?;])\s+/, maxSentences);
  for (const raw of sentences) {
    const sentence = parseSentence(raw.trim());
    if (sentence === null) continue;
    facts.push(...factsOf(sentence, last));
    last = sentence.args.find((value) => isEntity(value)) ?? last;
  }
  return facts;
}

function parseSentence(raw: string): Sentence | null {
  if (raw === '' || raw.length > 1200) return null;
  const cached = known.get(raw);
  if (cached) return cached;
  const args: string[] = [];
  let template = raw.replace(
    argumentForm,
    (match: string, ...[word, number, joined]: readonly (string | undefined)[]) => {
      const plain = word === undefined ? (joined ?? match.replace(/^"|"$/g, '')) : `${word} ${number}`;
      args.push(plain.toLowerCase());
      return `{${args.length - 1}}`;
    },
  );
  const run = listForm.exec(template);
  let list: Sentence['list'] = null;
  if (run) {
    const from = Number(run[1] ?? run[2]);
    const to = from + (run[0].match(/\{\d+\}/g) ?? []).length;
    list = [from, to];
    template = `${template.slice(0, run.index)}{${from}}${template.slice(run.index + run[0].length)}`;
  }
  if (template.split(/\s+/, maxWords + 1).length > maxWords) return null;
  template = template
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s.!?;:]+$/, '');
  const sentence = { template, args, list };
  if (known.size >= maxKnown) known.clear();
  known.set(raw, sentence);
  return sentence;
}

function factsOf(sentence: Sentence, last: string | null): readonly Fact[] {
  const { template, args, list } = sentence;
  if (!/\p{L}{2}/u.test(template.replace(/\{\d+\}/g, ''))) return [];
  const [from, to] = list ?? [args.length, args.length];
  const heads = args.slice(0, from);
  const tails = args.slice(to);
  const items = list ? args.slice(from, to) : [null];
  return items.map((item) => numbered(template, [...heads, ...(item === null ? [] : [item]), ...tails], last));
}

/** Renumbers the places from 0. A lone `it` stands for the entity named last: what is spoken of goes on, and so is the first argument. */
function numbered(template: string, values: readonly string[], last: string | null): Fact {
  const spokenOf = last !== null && /\bit\b/.test(template) ? [last] : [];
  const args = [...spokenOf];
  let next = 0;
  const predicate = template.replace(/\{\d+\}|\bit\b/g, (place) => {
    if (place === 'it') return last === null ? place : '{0}';
    args.push(values[next] ?? '');
    next += 1;
    return `{${args.length - 1}}`;
  });
  return { predicate, args };
}
