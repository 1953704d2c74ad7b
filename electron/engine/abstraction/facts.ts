import type { JsonValue } from '../../../shared/model/index.ts';
import { isEntity } from './values.ts';

/** What one sentence (or one JSON field) of an observation says: a template with `{0}`, `{1}` and the values in them. */
export interface Fact {
  readonly predicate: string;
  readonly args: readonly string[];
}

const maxCharacters = 6000;
const maxSentences = 60;
const maxWords = 40;
const maxFields = 60;

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

function readFields(root: JsonValue): readonly Fact[] {
  const facts: Fact[] = [];
  const visit = (value: JsonValue, path: string, depth: number): void => {
    if (facts.length >= maxFields || depth > 6) return;
    if (Array.isArray(value)) {
      if (value.length === 0) facts.push({ predicate: `${path || 'list'} is empty`, args: [] });
      for (const item of value.slice(0, 12)) visit(item as JsonValue, path ? `${path}[]` : '[]', depth + 1);
    } else if (value !== null && typeof value === 'object' && isTable(value)) {
      for (const [key, item] of Object.entries(value).slice(0, 12)) {
        facts.push({ predicate: `${path}[] is {0}`, args: [key.slice(0, 80).toLowerCase()] });
        visit(item, `${path}[]`, depth + 1);
      }
    } else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) visit(item, path ? `${path}.${key}` : key, depth + 1);
    } else if (value === null || typeof value === 'boolean') {
      facts.push({ predicate: `${path} is ${String(value)}`, args: [] });
    } else {
      facts.push({ predicate: `${path} is {0}`, args: [String(value).slice(0, 80).toLowerCase()] });
    }
  };
  visit(root, '', 0);
  return facts;
}

/** An object whose keys are values (`{"o-17": {..}, "o-18": {..}}`): every key has a digit, every item is an object. */
function isTable(value: Readonly<Record<string, JsonValue>>): boolean {
  const entries = Object.entries(value);
  return (
    entries.length > 0 && entries.every(([key, item]) => /\d/.test(key) && item !== null && typeof item === 'object')
  );
}

const argumentForm =
  /"[^"\n]{1,80}"|(?:\b(?:a|an|the|some)\s+)?\b([a-z][a-z_-]*)\s+(\d{1,3})\b(?![.,]\d|\w)|#?\b(?=\w*\d)(?=\w*[a-z])[\w-]{4,}\b|\b\d[\d,.]*\b/gi;
const listForm = /\{(\d+)\}(?:\s*,?\s*(?:and\s+)?\{(\d+)\})+/;

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
  const sentences = text.split(/\n+|(?<=[.!?;])\s+/, maxSentences);
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
  let template = raw.replace(argumentForm, (match: string, word: string | undefined, number: string | undefined) => {
    args.push(word === undefined ? match.replace(/^"|"$/g, '').toLowerCase() : `${word} ${number}`.toLowerCase());
    return `{${args.length - 1}}`;
  });
  const run = listForm.exec(template);
  let list: Sentence['list'] = null;
  if (run) {
    const from = Number(run[1]);
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

/** Renumbers the places from 0 and lets a lone `it` stand for the entity named last. */
function numbered(template: string, values: readonly string[], last: string | null): Fact {
  const args: string[] = [];
  let next = 0;
  const predicate = template.replace(/\{\d+\}|\bit\b/g, (place) => {
    if (place === 'it') {
      if (last === null) return place;
      args.push(last);
    } else {
      args.push(values[next] ?? '');
      next += 1;
    }
    return `{${args.length - 1}}`;
  });
  return { predicate, args };
}
