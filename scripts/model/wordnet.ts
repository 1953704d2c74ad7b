import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type PartOfSpeech = 'noun' | 'verb' | 'adj' | 'adv';

/** A word or collocation in one of its senses. */
export interface Sense {
  readonly lemma: string;
  /** How often the sense was met in WordNet's tagged texts. */
  readonly count: number;
}

export interface Relation {
  /** WordNet's pointer symbol, e.g. `@` for hypernym. */
  readonly kind: string;
  readonly target: number;
  /** Position of the word in the source synset, or -1 when the relation holds between synsets. */
  readonly from: number;
  readonly to: number;
}

export interface Synset {
  readonly part: PartOfSpeech;
  readonly senses: readonly Sense[];
  readonly relations: readonly Relation[];
  readonly definition: string;
  readonly examples: readonly string[];
}

export interface WordNet {
  readonly synsets: readonly Synset[];
  /** Irregular forms: form to base form, by part of speech. */
  readonly exceptions: ReadonlyMap<PartOfSpeech, ReadonlyMap<string, string>>;
}

const PARTS: readonly PartOfSpeech[] = ['noun', 'verb', 'adj', 'adv'];
const PART_OF_LETTER: Readonly<Record<string, PartOfSpeech>> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' };
const TYPE_NUMBER: Readonly<Record<string, number>> = { n: 1, v: 2, a: 3, r: 4, s: 5 };

/** Reads the database files of WordNet 3.0 (wndb(5WN)) from `folder`. */
export function readWordNet(folder: string): WordNet {
  const counts = readSenseCounts(join(folder, 'cntlist.rev'));
  const position = new Map<string, number>();
  const lines: { part: PartOfSpeech; line: string }[] = [];
  for (const part of PARTS) {
    for (const line of readFileSync(join(folder, `data.${part}`), 'latin1').split('\n')) {
      if (line === '' || line.startsWith(' ')) continue;
      position.set(`${part} ${line.slice(0, 8)}`, lines.length);
      lines.push({ part, line });
    }
  }
  const exceptions = new Map(PARTS.map((part) => [part, readExceptions(join(folder, `${part}.exc`))] as const));
  return { synsets: lines.map(({ part, line }) => parseSynset({ part, line, counts, position })), exceptions };
}

/** Keys are lemma, type, file number and id: heads of satellites are left out, they hardly ever decide. */
function readSenseCounts(path: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    const match = /^(.+)%(\d):(\d\d):(\d\d):\S* \d+ (\d+)$/.exec(line);
    if (match === null) continue;
    const key = `${match[1]} ${match[2]} ${match[3]} ${match[4]}`;
    counts.set(key, (counts.get(key) ?? 0) + Number(match[5]));
  }
  return counts;
}

function readExceptions(path: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    const [form, base] = line.split(' ');
    if (form !== undefined && base !== undefined && !form.includes('_')) forms.set(form, base);
  }
  return forms;
}

interface SynsetLine {
  readonly part: PartOfSpeech;
  readonly line: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly position: ReadonlyMap<string, number>;
}

function parseSynset({ part, line, counts, position }: SynsetLine): Synset {
  const bar = line.indexOf(' | ');
  const fields = line.slice(0, bar).split(' ');
  const [, file = '', letter = '', wordCount = '0'] = fields;
  const senses: Sense[] = [];
  let cursor = 4;
  for (let index = 0; index < Number.parseInt(wordCount, 16); index += 1) {
    const lemma = (fields[cursor] ?? '').replace(/\((?:a|p|ip)\)$/, '');
    const id = String(Number.parseInt(fields[cursor + 1] ?? '0', 16)).padStart(2, '0');
    senses.push({ lemma, count: counts.get(`${lemma.toLowerCase()} ${TYPE_NUMBER[letter]} ${file} ${id}`) ?? 0 });
    cursor += 2;
  }
  const relations: Relation[] = [];
  const relationCount = Number(fields[cursor]);
  cursor += 1;
  for (let index = 0; index < relationCount; index += 1) {
    const [kind = '', offset = '', targetLetter = '', ends = '0000'] = fields.slice(cursor, cursor + 4);
    const target = position.get(`${PART_OF_LETTER[targetLetter]} ${offset}`);
    if (target !== undefined) {
      relations.push({
        kind,
        target,
        from: Number.parseInt(ends.slice(0, 2), 16) - 1,
        to: Number.parseInt(ends.slice(2), 16) - 1,
      });
    }
    cursor += 4;
  }
  return { part, senses, relations, ...parseGloss(line.slice(bar + 3)) };
}

function parseGloss(gloss: string): { definition: string; examples: string[] } {
  const examples = [...gloss.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
  const definition = gloss
    .replaceAll(/"[^"]*"/g, ' ')
    .replaceAll(/[;\s]+$/g, '')
    .trim();
  return { definition, examples };
}
