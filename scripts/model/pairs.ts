import type { Corpora } from './corpora.ts';
import { splitSentences } from './documents.ts';
import type { Lexicon } from './lexicon.ts';
import { findBaseRow } from './weights.ts';
import type { Morphology } from './morphology.ts';
import type { Segmenter } from './segmenter.ts';
import type { Relation, Sense, Synset } from './wordnet.ts';

export type PairKind =
  | 'synonym'
  | 'definition'
  | 'hypernym'
  | 'hypernym-definition'
  | 'similar'
  | 'derivation'
  | 'related'
  | 'part'
  | 'example-synonym'
  | 'example-definition'
  | 'form'
  | 'compound'
  | 'section'
  | 'rendering'
  | 'gloss';

/** Two texts that mean nearly the same, as rows, and how often to take them. */
export interface Pair {
  readonly one: readonly number[];
  readonly other: readonly number[];
  readonly weight: number;
}

export type PairSets = ReadonlyMap<PairKind, readonly Pair[]>;

export interface PairSources {
  readonly corpora: Corpora;
  readonly lexicon: Lexicon;
  readonly morphology: Morphology;
  readonly segmenter: Segmenter;
}

const NAME_WEIGHT = 0.1;
const LEXICAL_RELATIONS = new Set(['+', '\\', '<']);
const KIND_OF_RELATION: Readonly<Record<string, PairKind>> = {
  '@': 'hypernym',
  '&': 'similar',
  $: 'related',
  '*': 'related',
  '>': 'related',
  '^': 'related',
  '=': 'related',
  '#p': 'part',
  '#s': 'part',
};

/** Everything in the corpora that says twice the same. */
export function collectPairs(sources: PairSources): PairSets {
  const sets = new Map<PairKind, Pair[]>();
  const add = (kind: PairKind, pair: Pair): void => {
    const { one, other } = pair;
    if (one.length === 0 || other.length === 0 || one.join() === other.join()) return;
    const set = sets.get(kind);
    if (set === undefined) sets.set(kind, [pair]);
    else set.push(pair);
  };
  const shareOf = createSenseShares(sources.corpora.wordNet.synsets);
  for (const synset of sources.corpora.wordNet.synsets) {
    addSenses({ synset, sources, shareOf, add });
    for (const relation of synset.relations) addRelation({ synset, sources, shareOf, add }, relation);
    addExamples({ synset, sources, shareOf, add });
  }
  addForms(sources, add);
  addCompounds(sources, add);
  addSections(sources, add);
  addTranslations(sources, add);
  return sets;
}

/**
 * Pairs of common words are taken more often: the weight times the mean log count of the shorter side's words, to the power `exponent`.
 * Without it the many rare words of a dictionary would have most of the training.
 */
export function preferCommonWords(sets: PairSets, lexicon: Lexicon, exponent: number): PairSets {
  const rate = (rows: readonly number[]): number =>
    rows.reduce((sum, row) => sum + Math.log1p(lexicon.counts[row] ?? 0), 0) / rows.length;
  const reweigh = (pair: Pair): Pair => {
    const shorter = pair.one.length <= pair.other.length ? pair.one : pair.other;
    return { ...pair, weight: pair.weight * rate(shorter) ** exponent };
  };
  return new Map([...sets].map(([kind, pairs]) => [kind, pairs.map(reweigh)] as const));
}

type AddPair = (kind: PairKind, pair: Pair) => void;

interface SynsetPairs {
  readonly synset: Synset;
  readonly sources: PairSources;
  readonly shareOf: (sense: Sense) => number;
  readonly add: AddPair;
}

/** The share of a word's uses that a sense has, from WordNet's counts, half a use added to each. */
function createSenseShares(synsets: readonly Synset[]): (sense: Sense) => number {
  const totals = new Map<string, number>();
  for (const { senses } of synsets) {
    for (const { lemma, count } of senses)
      totals.set(lemma.toLowerCase(), (totals.get(lemma.toLowerCase()) ?? 0) + count + 0.5);
  }
  return ({ lemma, count }) => (count + 0.5) / (totals.get(lemma.toLowerCase()) ?? 1);
}

function nameFactor(synset: Synset): number {
  return synset.senses.every(({ lemma }) => /^[A-Z]/.test(lemma)) ? NAME_WEIGHT : 1;
}

function addSenses({ synset, sources, shareOf, add }: SynsetPairs): void {
  const { senses, definition } = synset;
  const rowsOf = sources.segmenter.soundRowsOf;
  senses.forEach((sense, index) => {
    const one = rowsOf(sense.lemma);
    const share = nameFactor(synset) * shareOf(sense);
    add('definition', { one, other: rowsOf(definition), weight: share / Math.sqrt(senses.length) });
    for (const later of senses.slice(index + 1)) {
      const weight = (2 * nameFactor(synset) * Math.sqrt(shareOf(sense) * shareOf(later))) / senses.length;
      add('synonym', { one, other: rowsOf(later.lemma), weight });
    }
  });
}

function addRelation({ synset, sources, shareOf, add }: SynsetPairs, relation: Relation): void {
  const rowsOf = sources.segmenter.soundRowsOf;
  const target = sources.corpora.wordNet.synsets[relation.target];
  if (target === undefined) return;
  const from = synset.senses[relation.from];
  const to = target.senses[relation.to];
  if (LEXICAL_RELATIONS.has(relation.kind) && from !== undefined && to !== undefined) {
    const weight = 0.5 * nameFactor(synset) * Math.sqrt(shareOf(from) * shareOf(to));
    add('derivation', { one: rowsOf(from.lemma), other: rowsOf(to.lemma), weight });
    return;
  }
  const kind = KIND_OF_RELATION[relation.kind];
  if (kind === undefined) return;
  const few = synset.senses.slice(0, 4);
  for (const sense of few) {
    for (const related of target.senses.slice(0, 2)) {
      add(kind, {
        one: rowsOf(sense.lemma),
        other: rowsOf(related.lemma),
        weight: (nameFactor(synset) * shareOf(sense)) / few.length,
      });
    }
  }
  if (relation.kind === '@') {
    const general = [...target.senses.map(({ lemma }) => lemma), target.definition].join(' ');
    add('hypernym-definition', {
      one: rowsOf(synset.definition),
      other: rowsOf(general),
      weight: 0.5 * nameFactor(synset),
    });
  }
}

/** An example says the same when its word gives way to a synonym or to the definition. */
function addExamples({ synset, sources, add }: SynsetPairs): void {
  const { segmenter, lexicon, morphology } = sources;
  for (const example of synset.examples) {
    const rows = segmenter.soundRowsOf(example);
    for (const sense of synset.senses) {
      const [base, ...others] = segmenter.soundRowsOf(sense.lemma);
      if (base === undefined || others.length > 0) continue;
      const at = rows.findIndex(
        (row) => row === base || morphology.basesOf(lexicon.rows[row] ?? '')[0] === lexicon.rows[base],
      );
      if (at < 0) continue;
      const replaceBy = (text: string): number[] => rows.toSpliced(at, 1, ...segmenter.soundRowsOf(text));
      add('example-definition', { one: rows, other: replaceBy(synset.definition), weight: 0.5 });
      for (const synonym of synset.senses) {
        if (synonym !== sense)
          add('example-synonym', {
            one: rows,
            other: replaceBy(synonym.lemma),
            weight: 1 / (synset.senses.length - 1),
          });
      }
    }
  }
}

function addForms({ lexicon, morphology }: PairSources, add: AddPair): void {
  lexicon.rows.forEach((form, row) => {
    const base = findBaseRow(row, lexicon, morphology);
    if (form.length >= 4 && base !== undefined) add('form', { one: [row], other: [base], weight: 1 });
  });
}

const SHORTEST_PART = 3;

/** A noun that is written as two words, with these words, where its synset speaks of the second: a raincoat is a coat. */
function addCompounds({ corpora, lexicon, segmenter }: PairSources, add: AddPair): void {
  const { synsets } = corpora.wordNet;
  for (const { part, senses, definition, relations } of synsets) {
    if (part !== 'noun') continue;
    const general = relations.filter(({ kind }) => kind === '@').flatMap(({ target }) => synsets[target]?.senses ?? []);
    const said = new Set(
      segmenter.soundRowsOf([definition, ...[...senses, ...general].map(({ lemma }) => lemma)].join(' ')),
    );
    for (const { lemma } of senses) {
      const row = /^[a-z]+$/.test(lemma) ? lexicon.rowOf(lemma) : undefined;
      if (row === undefined || lexicon.rows[row] !== lemma) continue;
      for (let cut = SHORTEST_PART; cut <= lemma.length - SHORTEST_PART; cut += 1) {
        const [modifier, head] = [lexicon.rowOf(lemma.slice(0, cut)), lexicon.rowOf(lemma.slice(cut))];
        if (modifier === undefined || head === undefined || !said.has(head)) continue;
        add('compound', { one: [row], other: [modifier, head], weight: 1 });
      }
    }
  }
}

const LONGEST_TITLE = 12;
const LONGEST_SENTENCE = 40;

/** A heading of documentation with the first sentence below it. */
function addSections({ corpora, segmenter }: PairSources, add: AddPair): void {
  for (const { title, text } of corpora.sections) {
    const sentence = splitSentences(text.replace(/^[\s.:]+/, '')).find((candidate) => candidate.length > 15);
    if (sentence === undefined) continue;
    const other = segmenter.soundRowsOf(sentence).slice(0, LONGEST_SENTENCE);
    if (other.length >= 3)
      add('section', { one: segmenter.soundRowsOf(title).slice(0, LONGEST_TITLE), other, weight: 1 });
  }
}

/** Words that one foreign word stands for, and words with what tells their meanings apart. */
function addTranslations({ corpora, segmenter }: PairSources, add: AddPair): void {
  const { renderings, glosses } = corpora.translations;
  for (const words of renderings) {
    words.forEach((word, index) => {
      for (const later of words.slice(index + 1)) {
        add('rendering', {
          one: segmenter.soundRowsOf(word),
          other: segmenter.soundRowsOf(later),
          weight: 1 / (words.length - 1),
        });
      }
    });
  }
  const meanings = new Map<string, number>();
  for (const { word } of glosses) meanings.set(word, (meanings.get(word) ?? 0) + 1);
  for (const { word, text } of glosses) {
    const other = segmenter.soundRowsOf(text).slice(0, LONGEST_SENTENCE);
    add('gloss', { one: segmenter.soundRowsOf(word), other, weight: 1 / Math.sqrt(meanings.get(word) ?? 1) });
  }
}
